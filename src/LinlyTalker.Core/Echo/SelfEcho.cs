using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Echo;

/// <summary>
/// Recognises the avatar's own words where the microphone hears its loudspeaker. By its sound: an echo is no louder than
/// what is played can make it (<see cref="EchoPath"/>). Where no sound is known, by its words: an echo says what was played,
/// at one short lag, and hardly anything else. All times are on one clock of the caller's. For several threads.
/// </summary>
public sealed class SelfEcho(SelfEchoOptions? options = null)
{
    private const double Step = 0.1; // between the lags that are tried, in seconds
    private const double Margin = 0.05; // A frame is as long, nearly.
    private const double Early = -0.1; // A recogniser may find a word so much too early.

    private const double Context = 20; // seconds of sound that are kept

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(40);

    /// <summary>A shorter sound is not told by its loudness alone.</summary>
    private static readonly TimeSpan Judged = TimeSpan.FromSeconds(0.5);

    /// <summary>An echo that was heard is to be expected again for so long.</summary>
    private static readonly TimeSpan Expected = TimeSpan.FromMinutes(1);

    private readonly SelfEchoOptions options = options ?? new SelfEchoOptions();
    private readonly Lock gate = new();
    private readonly Queue<PlayedWord> played = new();
    private readonly BandMeter loudspeaker = new();
    private readonly BandMeter microphone = new();
    private readonly Queue<BandFrame> sounded = new();
    private readonly Queue<BandFrame> heard = new();
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

    /// <summary>The loudspeaker plays the sound.</summary>
    /// <param name="sound">Its positions count in a reply.</param>
    /// <param name="begin">When the reply's first sample was played, or would have been.</param>
    public void Play(AudioChunk sound, TimeSpan begin)
    {
        lock (gate)
        {
            Play(loudspeaker.Take(sound), begin);
        }
    }

    /// <param name="frames">Timed in their reply.</param>
    /// <inheritdoc cref="Play(AudioChunk, TimeSpan)"/>
    internal void Play(IReadOnlyList<BandFrame> frames, TimeSpan begin)
    {
        lock (gate)
        {
            Keep(sounded, frames.Select(f => f with { Time = f.Time + begin.TotalSeconds }));
        }
    }

    /// <summary>The microphone hears it.</summary>
    /// <param name="sound">Of one stream, that utterances count their positions in.</param>
    public void Hear(AudioChunk sound)
    {
        lock (gate)
        {
            Keep(heard, microphone.Take(sound));
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
            if (near.Count == 0)
            {
                return new EchoJudgement(false, new EchoEvidence());
            }

            var letters = SpokenLetter.Of(utterance, origin.TotalSeconds);
            var evidence = BySound(ByWords(letters, near), start.TotalSeconds, end.TotalSeconds, origin.TotalSeconds);

            // The beginning of a sound has no words yet, and is too short to be told by its loudness: it is believed, unless an
            // echo is to be expected, and waits for its words then.
            var isEcho = letters.Count == 0 && (end - start < Judged || !options.IsKnown(evidence))
                ? lastEcho + Expected > start && !(evidence.Unexplained >= options.Unexplained)
                : options.IsEcho(evidence);
            lastEcho = isEcho && letters.Count > 0 && utterance.IsFinal && end > lastEcho ? end : lastEcho;
            return new EchoJudgement(isEcho, evidence);
        }
    }

    private EchoEvidence ByWords(IReadOnlyList<SpokenLetter> heard, List<PlayedWord> near)
    {
        var best = new EchoEvidence { Letters = heard.Count };
        IReadOnlyList<SpokenLetter> letters = [.. near.SelectMany((w, i) => SpokenLetter.Of(w.Text, i, w.Start.TotalSeconds, w.End.TotalSeconds))];
        for (var lag = Early; heard.Count > 0 && lag <= options.LongestLag.TotalSeconds; lag += Step)
        {
            var alignment = new LetterAlignment(heard, letters, lag, options.Tolerance.TotalSeconds);
            if (alignment.Likeness > best.Likeness)
            {
                best = best with { Likeness = alignment.Likeness, OwnLetters = alignment.OwnLetters };
            }
        }

        return best;
    }

    /// <param name="evidence">Is added to.</param>
    /// <param name="start">Of the utterance, in seconds.</param>
    private EchoEvidence BySound(EchoEvidence evidence, double start, double end, double origin)
    {
        var until = heard.Where(f => f.Time + origin <= end + Margin).Select(f => f with { Time = f.Time + origin }).ToList();
        return until.Count > 0 && until[0].Time <= start + Margin && until[^1].Time >= end - Margin
            && EchoPath.Find(until, [.. sounded], options.LongestLag) is { } path
            ? evidence with { Unexplained = path.Unexplained(start, end), Fading = path.Fading, Learned = path.Learned }
            : evidence;
    }

    private static void Keep(Queue<BandFrame> kept, IEnumerable<BandFrame> frames)
    {
        foreach (var frame in frames)
        {
            kept.Enqueue(frame);
            while (kept.Peek().Time < frame.Time - Context)
            {
                kept.Dequeue();
            }
        }
    }
}

/// <summary>A word as the loudspeaker said it.</summary>
public sealed record PlayedWord(string Text, TimeSpan Start, TimeSpan End);

/// <param name="Evidence">Why.</param>
public sealed record EchoJudgement(bool IsEcho, EchoEvidence Evidence);
