using System.Text;
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

    public void Speak(SpeechChunk chunk)
    {
        lock (gate)
        {
            spoken = chunk.Audio.Span.End;
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
    /// <returns>The words that have begun to sound since the last time.</returns>
    public IReadOnlyList<SoundedWord> Play(long position)
    {
        lock (gate)
        {
            stopped &= position <= played;
            var before = played;
            played = Math.Max(played, position);
            return [.. lines.SelectMany(l => l.Sounded(before, Math.Min(played, spoken)))];
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
        private int rate;

        public Sentence Sentence => sentence;

        public bool IsShown { get; set; }

        public bool IsSpoken => isLast || string.IsNullOrWhiteSpace(sentence.Spoken);

        public string Left => words.Count == 0 ? sentence.Text : sentence.Spoken[words[^1].Range.End..];

        public void Speak(SpeechChunk chunk)
        {
            words.AddRange(chunk.Words);
            isLast |= chunk.IsLast;
            (end, rate) = (chunk.Audio.Span.End, chunk.Audio.SampleRate);
        }

        public IEnumerable<SoundedWord> Sounded(long from, long to) => words
            .Where(w => w.Span.Start >= from && w.Span.Start < to)
            .Select(w => new SoundedWord(
                w.Range.Of(sentence.Spoken), new SampleSpan(w.Span.Start, to).Duration(rate), w.Span.Duration(rate)));

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

/// <summary>A word that has begun to sound.</summary>
/// <param name="Ago">Since it began.</param>
internal sealed record SoundedWord(string Text, TimeSpan Ago, TimeSpan Length);
