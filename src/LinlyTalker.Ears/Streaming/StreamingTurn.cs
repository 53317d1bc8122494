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
    private readonly int lateness;
    private readonly Action<StreamingTurn> changed;
    private readonly TurnWords words;
    private readonly TurnBuffer sound;
    private readonly long interval;
    private long window; // Hearings begin here.
    private long nextLook;
    private CancellationTokenSource? looking;
    private Task<Utterance>? final;
    private Speculation? speculation;
    private bool failing;

    /// <param name="start">Where the turn begins, in samples of 16 kHz.</param>
    /// <param name="lateness">How many samples its sound is behind the stream's positions.</param>
    /// <param name="changed">Told, on some thread, that there is a new partial.</param>
    public StreamingTurn(StreamWork work, long start, int lateness, Action<StreamingTurn> changed)
    {
        (this.work, this.lateness, this.changed) = (work, lateness, changed);
        words = new TurnWords(start, lateness, work.Language);
        sound = new TurnBuffer(start);
        interval = Samples(work.Options.PartialInterval);
        (window, nextLook) = (start, start + interval);
    }

    /// <summary>The first word of it: that somebody speaks.</summary>
    public Utterance Beginning => words.Beginning;

    /// <summary>Waits for the final words of a closed turn; no partial follows them.</summary>
    public async Task<Utterance> TakeFinalAsync()
    {
        var utterance = await final!.ConfigureAwait(false);
        words.Finish();
        return utterance;
    }

    /// <summary>Says that a partial waits for its reader; false where one does already, or the final words were read.</summary>
    public bool TryAnnounce() => words.TryAnnounce();

    /// <summary>What is understood so far; null when it was taken before.</summary>
    public Utterance? TakePartial() => words.TakePartial(sound.End);

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
        speculation = new Speculation(window, lastSpeech, heard, judged, stop);
        work.Kept(SpeculateAsync(speculation));
    }

    /// <summary>Speech goes on: the words that were looked for are not the final ones.</summary>
    public void Resume()
    {
        speculation?.Stop.Cancel();
        speculation = null;
        words.GoOn();
        nextLook = sound.End + interval;
    }

    /// <summary>How probably the turn is complete, as it was when it fell silent; null when nobody can say.</summary>
    public Task<float?> CompletionAsync() => speculation?.Completion ?? Task.FromResult<float?>(null);

    /// <summary>Done when the words at the silence are known, or cannot be; null when nobody looks for them.</summary>
    public Task? WordsKnown => speculation?.Heard;

    /// <summary>What was said up to the silence; null while it is not known.</summary>
    public string? TextAtSilence => speculation is { Heard.IsCompletedSuccessfully: true } known
        ? words.TextOf(known.Heard.Result, known.Window)
        : null;

    /// <summary>The turn is over.</summary>
    /// <param name="end">Where its sound ends.</param>
    /// <param name="lastSpeech">Where its speech ended.</param>
    public void Close(long end, long lastSpeech)
    {
        StopLooking();
        words.Close();

        // The silence that came after the words were looked for changes nothing; sound that is cut in speech does.
        var known = speculation;
        final = work.Kept(FinishAsync(known, sound.Copy(window, end + lateness), window, Math.Min(end, lastSpeech)));
    }

    private async Task<Utterance> FinishAsync(Speculation? known, float[] rest, long from, long end)
    {
        try
        {
            try
            {
                return words.Final(known is not null ? await known.Heard.ConfigureAwait(false) : await HearAsync().ConfigureAwait(false), from, end);
            }
            catch (LinlyException) when (known is not null)
            {
                // The recogniser may have been started again meanwhile.
                return words.Final(await HearAsync().ConfigureAwait(false), from, end);
            }
        }
        catch (LinlyException e)
        {
            work.Tell(e);
            return words.Lost(end);
        }

        Task<Transcript> HearAsync() => work.HearAsync(rest, isPartial: false, CancellationToken.None);
    }

    private async Task LookAsync(Task<Transcript> hearing, long from, CancellationTokenSource stop)
    {
        var isNew = false;
        try
        {
            isNew = words.Take(await hearing.ConfigureAwait(false), from, stop.Token);
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

        // Last: who reads the partial may rely on it that the next look can begin.
        if (isNew)
        {
            changed(this);
        }
    }

    private async Task SpeculateAsync(Speculation speculated)
    {
        var transcript = await speculated.Heard.ConfigureAwait(false);
        if (words.Foresee(transcript, speculated.Window, speculated.LastSpeech, speculated.Stop.Token))
        {
            changed(this);
        }
    }

    private void StopLooking() => Interlocked.Exchange(ref looking, null)?.Cancel();

    /// <summary>
    /// Keeps the cost of a long turn bounded: hearings begin between two settled words, and the sound before, but for what
    /// is judged, is forgotten.
    /// </summary>
    private void CutWindow()
    {
        if (sound.End - window > Samples(work.Options.LongestWindow)
            && words.Cut(window, sound.End - Samples(work.Options.KeptWindow)) is { } later)
        {
            window = later;
            sound.Trim(Math.Min(window, sound.End - JudgedSound));
        }
    }

    private static long Samples(TimeSpan time) => (long)(time.TotalSeconds * SampleRate);

    /// <summary>What was begun at a silence.</summary>
    /// <param name="Window">Where the heard sound begins.</param>
    /// <param name="LastSpeech">Where the speech ended.</param>
    private sealed record Speculation(long Window, long LastSpeech, Task<Transcript> Heard, Task<float?> Completion, CancellationTokenSource Stop);
}
