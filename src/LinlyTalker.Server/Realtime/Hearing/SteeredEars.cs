using System.Runtime.CompilerServices;
using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Server.Realtime.Hearing;

/// <summary>
/// Ears of one session that a client can steer: each stretch of the microphone is heard in its own way, so settings
/// change, turns end, and sound is dropped where the client says so.
/// </summary>
internal sealed class SteeredEars(Microphone microphone, Segment first, PlayedSound? played = null) : IEars
{
    private Segment segment = first;

    public async IAsyncEnumerable<Utterance> ListenAsync(
        IAsyncEnumerable<AudioChunk> audio, ListenOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var sound = audio.GetAsyncEnumerator(cancellation);
        var stretch = new Stretch(sound, microphone);
        while (!stretch.HasEnded)
        {
            var open = new Open();
            var heard = segment.ListenAsync(stretch.ReadAsync(), played, cancellation);
            await foreach (var utterance in heard.ConfigureAwait(false))
            {
                if (stretch.Cut is not { IsDropped: true } && open.Take(utterance, segment.IsHeld) is { } told)
                {
                    yield return told;
                }
            }

            await stretch.DrainAsync().ConfigureAwait(false);
            if (open.Finish(segment.IsHeld, stretch.Cut, stretch.Position) is { } last)
            {
                yield return last;
            }

            segment = stretch.Cut?.Next ?? segment;
        }
    }

    /// <summary>The sound up to the next cut.</summary>
    private sealed class Stretch(IAsyncEnumerator<AudioChunk> sound, Microphone microphone)
    {
        private bool isOver;

        public bool HasEnded { get; private set; }

        public Cut? Cut { get; private set; }

        public long Position { get; private set; }

        public async IAsyncEnumerable<AudioChunk> ReadAsync()
        {
            (Cut, isOver) = (null, false);
            while (await NextAsync().ConfigureAwait(false))
            {
                yield return sound.Current;
            }
        }

        /// <summary>Ears that end before their sound does hear nothing of the rest.</summary>
        public async Task DrainAsync()
        {
            while (await NextAsync().ConfigureAwait(false))
            {
                // Dropped.
            }
        }

        private async Task<bool> NextAsync()
        {
            if (isOver)
            {
                return false;
            }

            if (!await sound.MoveNextAsync().ConfigureAwait(false))
            {
                HasEnded = isOver = true;
                return false;
            }

            Position = sound.Current.Span.End;
            if (sound.Current.Samples.Length > 0)
            {
                return true;
            }

            (Cut, isOver) = (microphone.NextCut(), true);
            return false;
        }
    }

    /// <summary>What was heard of a stretch and was not finished.</summary>
    private sealed class Open
    {
        private readonly List<Utterance> finished = [];
        private Utterance? last;

        /// <returns>What is told now.</returns>
        public Utterance? Take(Utterance utterance, bool isHeld)
        {
            if (!utterance.IsFinal)
            {
                last = utterance;
                return isHeld ? Joined([.. finished, utterance], utterance.Span.End) with { IsFinal = false } : utterance;
            }

            last = null;
            finished.Add(utterance);
            return isHeld ? null : utterance;
        }

        public Utterance? Finish(bool isHeld, Cut? cut, long position)
        {
            if (cut is { IsDropped: true } || (!isHeld && last is not null))
            {
                return last is null && !(isHeld && finished.Count > 0) ? null : Nothing(position);
            }

            return isHeld && cut is not null ? Joined(finished, position) : null;
        }

        private static Utterance Nothing(long position) => new()
        {
            Text = "",
            Language = "",
            Confidence = 0,
            Span = new SampleSpan(position, position),
            SampleRate = Microphone.SampleRate,
        };

        private static Utterance Joined(IReadOnlyList<Utterance> parts, long position)
        {
            if (parts.Count == 0)
            {
                return Nothing(position);
            }

            var separator = parts[0].Language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "" : " ";
            var text = string.Join(separator, parts.Select(p => p.Text).Where(t => t.Length > 0));
            return parts[^1] with
            {
                Text = text,
                StableText = string.Join(separator, parts.Select(p => p.StableText).Where(t => t.Length > 0)),
                Words = [.. parts.SelectMany(p => p.Words)],
                Confidence = parts.Min(p => p.Confidence),
                Span = new SampleSpan(parts[0].Span.Start, parts[^1].Span.End),
            };
        }
    }
}
