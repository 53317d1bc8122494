using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Echo;

/// <summary>
/// Recognises the avatar's own words where the microphone hears its loudspeaker: an echo says what was played, at one
/// short lag, and hardly anything else. Whoever repeats the avatar's words says them later, and others beside them. All
/// times are on one clock of the caller's. For several threads.
/// </summary>
public sealed class SelfEcho(SelfEchoOptions? options = null)
{
    private const double Step = 0.1; // between the lags that are tried, in seconds
    private const double Early = -0.1; // A recogniser may find a word so much too early.

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(40);

    /// <summary>An echo that was heard is to be expected again for so long.</summary>
    private static readonly TimeSpan Expected = TimeSpan.FromMinutes(1);

    private readonly SelfEchoOptions options = options ?? new SelfEchoOptions();
    private readonly Lock gate = new();
    private readonly Queue<PlayedWord> played = new();
    private TimeSpan lastEcho = TimeSpan.MinValue;

    /// <summary>The loudspeaker said it; in the order of time.</summary>
    public void Play(PlayedWord word)
    {
        lock (gate)
        {
            played.Enqueue(word);
            while (played.Peek().End < word.End - Remembered)
            {
                played.Dequeue();
            }
        }
    }

    /// <param name="utterance">Partial or final.</param>
    /// <param name="origin">When the stream began that its positions count in.</param>
    public EchoJudgement Judge(Utterance utterance, TimeSpan origin)
    {
        var (start, end) = (origin + utterance.Span.StartTime(utterance.SampleRate), origin + utterance.Span.EndTime(utterance.SampleRate));
        lock (gate)
        {
            var near = played.Where(w => w.End + options.LongestLag + options.Tolerance >= start && w.Start <= end + options.Tolerance).ToList();
            var heard = SpokenLetter.Of(utterance, origin.TotalSeconds);
            if (near.Count == 0 || heard.Count == 0)
            {
                // A sound without words, where an echo is to be expected, waits for its words.
                return EchoJudgement.None with { IsEcho = near.Count > 0 && lastEcho + Expected > start };
            }

            var judgement = Judge(heard, [.. near.SelectMany((w, i) => SpokenLetter.Of(w.Text, i, w.Start.TotalSeconds, w.End.TotalSeconds))]);
            lastEcho = judgement.IsEcho && utterance.IsFinal && end > lastEcho ? end : lastEcho;
            return judgement;
        }
    }

    private EchoJudgement Judge(IReadOnlyList<SpokenLetter> heard, IReadOnlyList<SpokenLetter> letters)
    {
        var best = EchoJudgement.None;
        for (var lag = Early; lag <= options.LongestLag.TotalSeconds; lag += Step)
        {
            var alignment = new LetterAlignment(heard, letters, lag, options.Tolerance.TotalSeconds);
            if (alignment.Likeness > best.Likeness)
            {
                best = new EchoJudgement(
                    options.IsEcho(alignment.Likeness, heard.Count, alignment.OwnLetters),
                    alignment.Likeness,
                    heard.Count,
                    alignment.OwnLetters,
                    TimeSpan.FromSeconds(lag));
            }
        }

        return best;
    }
}

/// <summary>A word as the loudspeaker said it.</summary>
public sealed record PlayedWord(string Text, TimeSpan Start, TimeSpan End);

/// <param name="Likeness">0 to 1: how much of what was heard was played then.</param>
/// <param name="Letters">That were heard.</param>
/// <param name="OwnLetters">The most letters in a row that were not.</param>
/// <param name="Lag">Of what was heard behind what was played.</param>
public sealed record EchoJudgement(bool IsEcho, double Likeness, int Letters, int OwnLetters, TimeSpan Lag)
{
    internal static EchoJudgement None { get; } = new(false, 0, 0, 0, TimeSpan.Zero);
}
