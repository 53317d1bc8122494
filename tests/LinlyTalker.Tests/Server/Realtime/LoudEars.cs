using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Tests.Server.Realtime;

/// <summary>
/// Hears speech where sound is loud: begun with the first loud chunk, its first word after 200 ms, and finished with the
/// first silent one, or, where pauses are to be borne, with the sound. What was said comes from the test.
/// </summary>
internal sealed class LoudEars : IEars
{
    private readonly ConcurrentQueue<(string Text, bool IsDoubtful)> texts = new();

    public ConcurrentQueue<ListenOptions> Listened { get; } = new();

    public ConcurrentQueue<int> Rates { get; } = new();

    /// <summary>The next that is said.</summary>
    public void Say(string text, bool isDoubtful = false) => texts.Enqueue((text, isDoubtful));

    public async IAsyncEnumerable<Utterance> ListenAsync(
        IAsyncEnumerable<AudioChunk> audio, ListenOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Listened.Enqueue(options);
        var bearsPauses = options.Turns is { MinimumSilence.TotalMinutes: > 1 };
        var (begin, end, rate, hasWord) = (-1L, 0L, 16000, false);
        await foreach (var chunk in audio.WithCancellation(cancellation))
        {
            Rates.Enqueue(chunk.SampleRate);
            (end, rate) = (chunk.Span.End, chunk.SampleRate);
            var loud = chunk.Samples.ToArray().Any(s => Math.Abs(s) > 0.1f);
            if (loud && begin < 0)
            {
                begin = chunk.Position;
                yield return Heard("", false);
            }
            else if (loud && !hasWord && end - begin >= rate / 5 && texts.TryPeek(out var next) && next.Text.Length > 0)
            {
                hasWord = true;
                yield return Heard(next.Text.Split(' ')[0], false);
            }
            else if (!loud && begin >= 0 && !bearsPauses)
            {
                yield return Final();
                (begin, hasWord) = (-1, false);
            }
        }

        if (begin >= 0)
        {
            yield return Final();
        }

        Utterance Final() => texts.TryDequeue(out var said) ? Heard(said.Text, true) with { IsDoubtful = said.IsDoubtful } : Heard("", true);
        Utterance Heard(string text, bool isFinal) => new()
        {
            Text = text, StableText = text, Language = "en", IsFinal = isFinal, Span = new(begin, end), SampleRate = rate,
        };
    }
}
