using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Turns;

/// <summary>
/// Says when somebody begins to speak, pauses, goes on, and has said what they wanted: policy apart from any model,
/// on sample positions alone. One stream each; not for several threads.
/// </summary>
public sealed class TurnTaker(TurnOptions options, int sampleRate)
{
    private readonly long startDuration = Samples(options.StartDuration, sampleRate);
    private readonly long preRoll = Samples(options.PreRoll, sampleRate);
    private readonly long hangOver = Samples(options.HangOver, sampleRate);
    private readonly long maximumTurn = Samples(options.MaximumTurn, sampleRate);

    private State state = State.Silent;
    private long? candidate; // Where the speech began that is not yet long enough.
    private long turnStart;
    private long lastSpeech; // End of the last frame of speech.
    private long lastEnd; // Of the turn before: a pre-roll does not reach into it.
    private long heard; // End of the last frame.
    private float? endOfTurn;
    private TurnVerdict? verdict;

    private enum State
    {
        Silent,
        Speaking,
        Pausing,
    }

    /// <summary>Where the last frame of speech of the present turn, or of the one before, ended.</summary>
    public long LastSpeech => lastSpeech;

    /// <summary>Takes the next frame of the stream (32 ms with Silero) and what the model made of it.</summary>
    public TurnSignal? Next(SampleSpan frame, float probability)
    {
        heard = frame.End;
        if (state is State.Silent)
        {
            return Begin(frame, probability);
        }

        var speech = probability >= (state is State.Speaking ? options.EndThreshold : options.StartThreshold);
        var silence = frame.End - lastSpeech;
        if (speech)
        {
            lastSpeech = frame.End;
        }

        if (frame.End - turnStart >= maximumTurn)
        {
            return Finish(frame.End);
        }

        switch (state)
        {
            case State.Pausing when speech:
                (state, endOfTurn, verdict) = (State.Speaking, null, null);
                return new TurnSignal(TurnChange.Resumed, frame.Start);
            case State.Speaking when !speech && silence >= hangOver:
                state = State.Pausing;
                return new TurnSignal(TurnChange.Paused, lastSpeech);
            case State.Pausing when !speech && silence >= NeededSilence:
                return End(lastSpeech + hangOver);
            default:
                return null;
        }
    }

    /// <summary>
    /// The turn was judged, in a pause, by what was said in all of it; stronger than any hint, and forgotten when speech
    /// goes on.
    /// </summary>
    /// <returns>The end of the turn, where the silence that was heard is enough for it.</returns>
    public TurnSignal? Judge(TurnVerdict judged)
    {
        verdict = judged;
        return state is State.Pausing && heard - lastSpeech >= NeededSilence ? End(lastSpeech + hangOver) : null;
    }

    /// <summary>How probably the sentence is finished, by a model that heard it; forgotten when speech goes on.</summary>
    public void Hint(float endOfTurnProbability) => endOfTurn = Math.Clamp(endOfTurnProbability, 0, 1);

    /// <summary>What was recognised so far: a sentence that ends in "and" is not finished.</summary>
    public void Hint(string partialText)
    {
        var words = partialText.TrimEnd();
        var last = words[(words.LastIndexOf(' ') + 1)..].ToLowerInvariant();
        if (options.UnfinishedWords.Contains(last)
            || options.UnfinishedWords.Any(w => w[0] >= 0x2E80 && words.EndsWith(w, StringComparison.Ordinal)))
        {
            endOfTurn = 0;
        }
        else if (words.Length > 0 && ".?!。？！".Contains(words[^1], StringComparison.Ordinal))
        {
            endOfTurn = 1;
        }
    }

    /// <summary>The stream has ended at the position.</summary>
    public TurnSignal? Finish(long position) =>
        state is State.Silent ? null : End(state is State.Pausing ? Math.Min(position, lastSpeech + hangOver) : position);

    private long NeededSilence => Samples(
        verdict switch
        {
            null => HintedSilence,
            TurnVerdict.WholeQuestion => options.QuestionSilence,
            TurnVerdict.Complete => options.CompleteSilence,
            TurnVerdict.Contradicted => options.MinimumSilence,
            TurnVerdict.Doubtful => options.DoubtfulSilence,
            _ => options.IncompleteSilence,
        },
        sampleRate);

    private TimeSpan HintedSilence
    {
        get
        {
            var (from, to, share) = endOfTurn switch
            {
                null => (options.MinimumSilence, options.MinimumSilence, 0f),
                < 0.5f and var p => (options.LongestSilence, options.MinimumSilence, p * 2),
                var p => (options.MinimumSilence, options.ShortestSilence, (p.Value * 2) - 1),
            };
            return from + ((to - from) * share);
        }
    }

    private TurnSignal? Begin(SampleSpan frame, float probability)
    {
        if (probability >= options.StartThreshold)
        {
            candidate ??= frame.Start;
        }
        else if (probability < options.EndThreshold)
        {
            candidate = null;
        }

        if (candidate is not { } begin || frame.End - begin < startDuration)
        {
            return null;
        }

        (state, candidate, endOfTurn, verdict) = (State.Speaking, null, null, null);
        lastSpeech = frame.End;
        turnStart = Math.Max(begin - preRoll, lastEnd);
        return new TurnSignal(TurnChange.Started, turnStart);
    }

    private TurnSignal End(long position)
    {
        (state, lastEnd) = (State.Silent, position);
        return new TurnSignal(TurnChange.Ended, position);
    }

    private static long Samples(TimeSpan time, int sampleRate) => (long)Math.Round(time.TotalSeconds * sampleRate);
}
