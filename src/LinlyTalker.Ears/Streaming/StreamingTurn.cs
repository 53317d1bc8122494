using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Recognition;

namespace LinlyTalker.Ears.Streaming;

/// <summary>
/// One turn of a speaker on its way through a recogniser of whole stretches. While it grows its sound is heard again and
/// again; in the first silence its final words are looked for, and thrown away if speech goes on.
/// </summary>
internal sealed class StreamingTurn
{
    private const int SampleRate = 16000;
    private const int JudgedTail = SampleRate / 10;
    private const int JudgedSound = 9 * SampleRate;

    private readonly StreamWork work;
    private readonly long start;
    private readonly int lateness;
    private readonly Action<StreamingTurn> changed;
    private readonly Lock gate = new();
    private readonly LocalAgreement agreement = new();
    private readonly TurnBuffer sound;
    private readonly long interval;
    private long window; // Hearings begin here.
    private long nextLook;
    private CancellationTokenSource? looking;
    private Task<Utterance>? final;
    private Speculation? speculation;
    private string shown = "\n";
    private bool announced;
    private bool closed;
    private bool over;
    private bool failing;

    /// <param name="start">Where the turn begins, in samples of 16 kHz.</param>
    /// <param name="lateness">How many samples its sound is behind the stream's positions.</param>
    /// <param name="changed">Told, on some thread, that there is a new partial.</param>
    public StreamingTurn(StreamWork work, long start, int lateness, Action<StreamingTurn> changed)
    {
        (this.work, this.start, this.lateness, this.changed) = (work, start, lateness, changed);
        sound = new TurnBuffer(start);
        interval = Samples(work.Options.PartialInterval);
        (window, nextLook) = (start, start + interval);
    }

    /// <summary>The first word of it: that somebody speaks.</summary>
    public Utterance Beginning => Partial([], "", start);

    /// <summary>Waits for the final words of a closed turn; no partial follows them.</summary>
    public async Task<Utterance> TakeFinalAsync()
    {
        var words = await final!.ConfigureAwait(false);
        lock (gate)
        {
            over = true;
        }

        return words;
    }

    /// <summary>Says that a partial waits for its reader; false where one does already, or the final words were read.</summary>
    public bool TryAnnounce()
    {
        lock (gate)
        {
            (var free, announced) = (!announced && !over, true);
            return free;
        }
    }

    public void Feed(ReadOnlySpan<float> samples) => sound.Write(samples);

    /// <summary>Somebody speaks: looks for new words if it is time, and nobody else looks.</summary>
    public void Follow()
    {
        if (sound.End < nextLook || looking is not null || failing)
        {
            return;
        }

        if (work.Pace.Wait is not { } wait || !work.Pace.TryBegin())
        {
            nextLook = sound.End + interval;
            return;
        }

        CutWindow();
        nextLook = sound.End + Samples(wait);
        looking = new CancellationTokenSource();
        work.Kept(LookAsync(work.HearAsync(sound.Copy(window, sound.End), isPartial: true, looking.Token), window, looking));
    }

    /// <summary>It fell silent: looks for the final words, and asks whether the turn is complete.</summary>
    /// <param name="lastSpeech">Where the speech ended.</param>
    public void Hush(long lastSpeech)
    {
        StopLooking();
        CutWindow();
        var stop = new CancellationTokenSource();
        var judged = work.JudgeAsync(sound.Copy(lastSpeech + lateness - JudgedSound, lastSpeech + lateness + JudgedTail), stop.Token);
        var heard = work.HearAsync(sound.Copy(window, sound.End), isPartial: false, stop.Token);
        speculation = new Speculation(window, heard, judged, stop);
        work.Kept(SpeculateAsync(speculation));
    }

    /// <summary>Speech goes on: the words that were looked for are not the final ones.</summary>
    public void Resume()
    {
        speculation?.Stop.Cancel();
        speculation = null;
        nextLook = sound.End + interval;
    }

    /// <summary>How probably the turn is complete, as it was when it fell silent; null when nobody can say.</summary>
    public Task<float?> CompletionAsync() => speculation?.Completion ?? Task.FromResult<float?>(null);

    /// <summary>Done when the words at the silence are known, or cannot be; null when nobody looks for them.</summary>
    public Task? WordsKnown => speculation?.Heard;

    /// <summary>What was said up to the silence; null while it is not known.</summary>
    public string? TextAtSilence
    {
        get
        {
            if (speculation is not { Heard.IsCompletedSuccessfully: true } known)
            {
                return null;
            }

            lock (gate)
            {
                return HeardWords.Text(agreement.Settle(HeardWords.Of(known.Heard.Result, known.Window)));
            }
        }
    }

    /// <summary>What is understood so far; null when it was taken before.</summary>
    public Utterance? TakePartial()
    {
        lock (gate)
        {
            announced = false;
            var words = agreement.Words;
            var partial = Partial(words, agreement.StableText, sound.End);
            var state = $"{partial.StableText}\n{partial.Text}";
            if (over || state == shown)
            {
                return null;
            }

            shown = state;
            return partial;
        }
    }

    /// <summary>The turn is over.</summary>
    /// <param name="end">Where its sound ends.</param>
    public void Close(long end)
    {
        StopLooking();
        lock (gate)
        {
            closed = true;
        }

        // The silence that came after the words were looked for changes nothing; sound that is cut in speech does.
        var known = speculation;
        final = work.Kept(FinishAsync(known, sound.Copy(window, end + lateness), window, end));
    }

    private async Task<Utterance> FinishAsync(Speculation? known, float[] rest, long from, long end)
    {
        try
        {
            Transcript transcript;
            try
            {
                transcript = known is not null ? await known.Heard.ConfigureAwait(false) : await HearAsync().ConfigureAwait(false);
            }
            catch (LinlyException) when (known is not null)
            {
                // The recogniser may have been started again meanwhile.
                transcript = await HearAsync().ConfigureAwait(false);
            }

            lock (gate)
            {
                // A recogniser that finds no word in the whole turn is believed: what it saw in parts was noise.
                var words = transcript.Text.Length == 0 && window == start
                    ? []
                    : agreement.Settle(HeardWords.Of(transcript, from)).Select(Shifted).ToList();
                var text = HeardWords.Text(words);
                return Partial([], "", end) with
                {
                    Text = text,
                    StableText = text,
                    Language = transcript.Language,
                    Words = HeardWords.Timed(words),
                    Confidence = words.Count == 0 ? 0 : transcript.Confidence,
                    Emotion = transcript.Emotion,
                    IsFinal = true,
                };
            }
        }
        catch (LinlyException e)
        {
            work.Tell(e);
            return Partial([], "", end) with { Confidence = 0, IsFinal = true };
        }

        Task<Transcript> HearAsync() => work.HearAsync(rest, isPartial: false, CancellationToken.None);
    }

    private async Task LookAsync(Task<Transcript> hearing, long from, CancellationTokenSource stop)
    {
        try
        {
            Take(await hearing.ConfigureAwait(false), from, stop.Token);
        }
        catch (LinlyException)
        {
            // Only the final words are worth a complaint: they are asked for in any case.
            failing = true;
        }
        finally
        {
            work.Pace.Done();
            Interlocked.CompareExchange(ref looking, null, stop);
        }
    }

    private async Task SpeculateAsync(Speculation speculated) =>
        Take(await speculated.Heard.ConfigureAwait(false), speculated.Window, speculated.Stop.Token);

    private void Take(Transcript transcript, long from, CancellationToken stop)
    {
        lock (gate)
        {
            if (closed || stop.IsCancellationRequested)
            {
                return;
            }

            agreement.Take(HeardWords.Of(transcript, from));
        }

        changed(this);
    }

    private void StopLooking() => Interlocked.Exchange(ref looking, null)?.Cancel();

    /// <summary>
    /// Keeps the cost of a long turn bounded: hearings begin between two settled words, three of which stay within, and
    /// the sound before, but for what is judged, is forgotten.
    /// </summary>
    private void CutWindow()
    {
        if (sound.End - window <= Samples(work.Options.LongestWindow))
        {
            return;
        }

        lock (gate)
        {
            var latest = sound.End - Samples(work.Options.KeptWindow);
            for (var i = agreement.Stable.Count - 3; i > 0; i--)
            {
                if (agreement.Stable[i - 1].Span is { } before && agreement.Stable[i].Span is { } after
                    && before.End <= after.Start && after.Start <= latest && after.Start > window)
                {
                    agreement.BeginAt(i);
                    window = (before.End + after.Start) / 2;
                    sound.Trim(Math.Min(window, sound.End - JudgedSound));
                    return;
                }
            }
        }
    }

    private Utterance Partial(IReadOnlyList<HeardWord> words, string stable, long end) => new()
    {
        Text = HeardWords.Text(words),
        StableText = stable,
        Language = work.Language.Length > 0 ? work.Language : "und",
        Words = HeardWords.Timed(words.Select(Shifted)),
        Span = new SampleSpan(start, end),
        SampleRate = SampleRate,
        IsFinal = false,
    };

    private HeardWord Shifted(HeardWord word) => word.Span is { } span
        ? word with { Span = new SampleSpan(Math.Max(start, span.Start - lateness), Math.Max(start, span.End - lateness)) }
        : word;

    private static long Samples(TimeSpan time) => (long)(time.TotalSeconds * SampleRate);

    /// <summary>What was begun at a silence.</summary>
    /// <param name="Window">Where the heard sound begins.</param>
    private sealed record Speculation(long Window, Task<Transcript> Heard, Task<float?> Completion, CancellationTokenSource Stop);
}
