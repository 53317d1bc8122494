using System.Text;
using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Conversations;

/// <summary>
/// A reply as it was thought, said and heard. What was heard follows from the played position, by the spans of the
/// words, whenever it is asked. Safe to use from the flow that speaks and the client that reports.
/// </summary>
internal sealed class Transcript
{
    private readonly Lock gate = new();
    private readonly List<Line> lines = [];
    private readonly Queue<BandFrame> silent = new(); // Of its sound, what was not played yet.
    private int rate = 1;
    private long spoken;
    private long played;
    private bool stopped;

    /// <summary>Whether something that was said has not been heard yet.</summary>
    public bool IsPlaying
    {
        get
        {
            lock (gate)
            {
                return played < spoken && !stopped;
            }
        }
    }

    /// <summary>What was taken to be said and is not said to its end, with the text that is left of it.</summary>
    public IReadOnlyList<(Sentence Sentence, string Left)> Unspoken
    {
        get
        {
            lock (gate)
            {
                return [.. lines.Where(l => !l.IsSpoken).Select(l => (l.Sentence, l.Left))];
            }
        }
    }

    /// <summary>The text as far as it was heard.</summary>
    public string Heard
    {
        get
        {
            lock (gate)
            {
                var text = new StringBuilder();
                foreach (var line in lines)
                {
                    var heard = line.Heard(played);
                    text.Append(heard);
                    if (heard.Length == 0 || !line.IsHeard(played))
                    {
                        break;
                    }
                }

                return text.ToString().Trim();
            }
        }
    }

    public void Take(Sentence sentence)
    {
        lock (gate)
        {
            lines.Add(new Line(sentence));
        }
    }

    /// <param name="frames">Of its sound, as far as they are whole.</param>
    public void Speak(SpeechChunk chunk, List<BandFrame> frames)
    {
        lock (gate)
        {
            (spoken, rate) = (chunk.Audio.Span.End, chunk.Audio.SampleRate);
            frames.ForEach(silent.Enqueue);
            lines.Find(l => l.Sentence.Index == chunk.Sentence.Index)?.Speak(chunk);
        }
    }

    /// <summary>What was not said of the sentence was shown instead.</summary>
    public void Show(Sentence sentence)
    {
        lock (gate)
        {
            lines.Find(l => l.Sentence == sentence)?.IsShown = true;
        }
    }

    /// <param name="position">In samples of the reply's speech.</param>
    /// <returns>What has begun to sound since the last time.</returns>
    public Sounded Play(long position)
    {
        lock (gate)
        {
            stopped &= position <= played;
            var before = played;
            played = Math.Max(played, position);
            var now = Math.Min(played, spoken);
            var frames = new List<BandFrame>();
            while (silent.TryPeek(out var frame) && frame.Time * rate <= now)
            {
                frames.Add(silent.Dequeue());
            }

            return new Sounded(
                [.. lines.SelectMany(l => l.Sounded(before, now)).Select(w => new PlayedWord(w.Text, w.Span.StartTime(rate), w.Span.EndTime(rate)))],
                frames,
                TimeSpan.FromSeconds((double)now / rate));
        }
    }

    /// <summary>The client stops soon: of the sound that was not played no more is kept than it may still play.</summary>
    public void Interrupt()
    {
        lock (gate)
        {
            var few = silent.Take((int)(1 / BandMeter.Step)).ToList();
            silent.Clear();
            few.ForEach(silent.Enqueue);
        }
    }

    /// <param name="position">In samples of the reply's speech.</param>
    public void Cut(long position)
    {
        lock (gate)
        {
            stopped = true;
            played = Math.Min(played, position);
        }
    }

    private sealed class Line(Sentence sentence)
    {
        private readonly List<WordSpan> words = [];
        private bool isLast;
        private long end;

        public Sentence Sentence => sentence;

        public bool IsShown { get; set; }

        public bool IsSpoken => isLast || string.IsNullOrWhiteSpace(sentence.Spoken);

        public string Left => words.Count == 0 ? sentence.Text : sentence.Spoken[words[^1].Range.End..];

        public void Speak(SpeechChunk chunk)
        {
            words.AddRange(chunk.Words);
            isLast |= chunk.IsLast;
            end = chunk.Audio.Span.End;
        }

        public IEnumerable<(string Text, SampleSpan Span)> Sounded(long from, long to) => words
            .Where(w => w.Span.Start >= from && w.Span.Start < to)
            .Select(w => (w.Range.Of(sentence.Spoken), w.Span));

        public bool IsHeard(long played) => IsShown || (IsSpoken && played >= end);

        /// <summary>A word is heard when more than half of it has sounded.</summary>
        public string Heard(long played)
        {
            if (IsHeard(played))
            {
                return sentence.Text;
            }

            var last = words.FindLastIndex(w => (w.Span.Start + w.Span.End) / 2 < played);
            return last < 0 ? "" : sentence.Spoken[..words[last].Range.End];
        }
    }
}

/// <summary>Part of a reply that has begun to sound; all times since the reply's speech began.</summary>
/// <param name="Position">Up to where.</param>
internal sealed record Sounded(IReadOnlyList<PlayedWord> Words, IReadOnlyList<BandFrame> Frames, TimeSpan Position);
