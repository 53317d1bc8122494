using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Turns;
using LinlyTalker.Ears.Denoise;
using LinlyTalker.Ears.Listening;
using LinlyTalker.Ears.Turns;
using LinlyTalker.Ears.VoiceActivity;

namespace LinlyTalker.Ears.Streaming;

/// <summary>
/// One stream's way from 16 kHz sound to utterances by a recogniser of whole stretches. One loop takes the sound and
/// decides about turns; it never waits for words, except to judge a pause. The utterances leave in order.
/// </summary>
/// <param name="detector">Of this stream; its owner disposes it.</param>
internal sealed class StreamingListener(ISpeechDetector detector, TurnOptions turns, Suppression suppression, StreamWork work)
    : IDisposable
{
    private const int SampleRate = StreamSound.SampleRate;

    /// <summary>More closed turns than these do not wait for their words: the sound waits instead.</summary>
    private const int MostClosed = 4;

    private readonly Channel<Item> outbox = Channel.CreateUnbounded<Item>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim free = new(MostClosed);
    private readonly StreamSound stream = new(detector, suppression);
    private readonly TurnTaker taker = new(turns, SampleRate);
    private readonly EndOfTurn judge = new(work.Options.CompleteThreshold, work.Options.DoubtfulThreshold);
    private StreamingTurn? turn;
    private bool clean;
    private bool hushed;
    private bool paused;
    private long hushedAt;
    private long heard;
    private (TurnVerdict Verdict, TurnRule Rule)? judged;

    private enum Kind
    {
        Beginning,
        Partial,
        Final,
    }

    /// <param name="partials">
    /// Give words while they are spoken. Without, nobody waits for them: each pause is judged with its words known, and
    /// the same sound gives the same turns on any machine.
    /// </param>
    /// <param name="stop">Ends the loop when the reader leaves.</param>
    public async IAsyncEnumerable<Utterance> ListenAsync(
        IAsyncEnumerable<AudioChunk> audio, bool partials, CancellationTokenSource stop, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var taking = TakeAsync(audio, partials, stop.Token);
        try
        {
            await foreach (var item in outbox.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                if (item.Kind is Kind.Beginning)
                {
                    yield return item.Turn.Beginning;
                }
                else if (item.Kind is Kind.Final)
                {
                    var final = await item.Turn.TakeFinalAsync().WaitAsync(cancellation).ConfigureAwait(false);
                    free.Release();
                    yield return final;
                }
                else if (item.Turn.TakePartial() is { } partial)
                {
                    yield return partial;
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await taking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await work.WhenIdleAsync().ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        free.Dispose();
    }

    private async Task TakeAsync(IAsyncEnumerable<AudioChunk> audio, bool partials, CancellationToken cancellation)
    {
        Exception? failure = null;
        try
        {
            await TakeAllAsync(audio, partials, cancellation).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
            throw;
        }
        finally
        {
            outbox.Writer.Complete(failure);
        }
    }

    private async Task TakeAllAsync(IAsyncEnumerable<AudioChunk> audio, bool partials, CancellationToken cancellation)
    {
        await Task.Yield();
        await using var windows = audio.InWindowsAsync(detector.WindowLength, cancellation).GetAsyncEnumerator(cancellation);
        var next = windows.MoveNextAsync().AsTask();
        while (true)
        {
            if (paused && judged is not { Verdict: TurnVerdict.Complete or TurnVerdict.WholeQuestion } && turn?.WordsKnown is { IsCompleted: false } words && !next.IsCompleted)
            {
                await Task.WhenAny(next, words).ConfigureAwait(false);
                if (!words.IsCompleted)
                {
                    continue;
                }

                await JudgeAsync(cancellation).ConfigureAwait(false);
                continue;
            }

            if (!await next.ConfigureAwait(false))
            {
                break;
            }

            await TakeAsync(windows.Current, partials, cancellation).ConfigureAwait(false);
            next = windows.MoveNextAsync().AsTask();
        }

        if (taker.Finish(heard) is { } end)
        {
            await EndAsync(end.Position, TurnRule.Length, cancellation).ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(AudioChunk window, bool partials, CancellationToken cancellation)
    {
        var sound = stream.Take(window);
        heard = window.Span.End;
        var signal = taker.Next(window.Span, sound.Probability);
        if (signal is { Change: TurnChange.Started } started)
        {
            clean = stream.WantsCleaning;
            turn = new StreamingTurn(work, started.Position, clean ? NoiseSuppressor.Delay : 0, Announce);
            outbox.Writer.TryWrite(new Item(turn, Kind.Beginning));
            turn.Feed(stream.Last((int)(heard - started.Position), clean));
            return;
        }

        if (turn is null)
        {
            return;
        }

        turn.Feed((clean ? sound.Cleaned : sound.Raw).Span);
        if (signal is { Change: TurnChange.Ended } ended)
        {
            await EndAsync(ended.Position, judged is { Verdict: >= TurnVerdict.Contradicted } known ? known.Rule : paused ? TurnRule.Silence : TurnRule.Length, cancellation).ConfigureAwait(false);
        }
        else if (taker.LastSpeech == heard)
        {
            Speaks(partials);
        }
        else
        {
            await FallsSilentAsync(signal is { Change: TurnChange.Paused }, partials, cancellation).ConfigureAwait(false);
        }
    }

    private void Speaks(bool partials)
    {
        if (hushed)
        {
            (hushed, paused, judged) = (false, false, null);
            turn!.Resume();
        }
        else if (partials)
        {
            turn!.Follow();
        }
    }

    private async Task FallsSilentAsync(bool pauses, bool partials, CancellationToken cancellation)
    {
        if (!hushed && (pauses || heard - taker.LastSpeech >= work.Options.SpeculateAfter.TotalSeconds * SampleRate))
        {
            hushed = true;
            hushedAt = work.Time.GetTimestamp();
            turn!.Hush(taker.LastSpeech);
        }

        if (pauses)
        {
            paused = true;
            if (!partials)
            {
                await turn!.WordsKnown!.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await JudgeAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task JudgeAsync(CancellationToken cancellation)
    {
        var probability = await turn!.CompletionAsync().WaitAsync(cancellation).ConfigureAwait(false);
        if (judge.Judge(probability, turn.TextAtSilence) is not { } verdict)
        {
            return;
        }

        if (taker.Judge(verdict.Verdict) is { } end)
        {
            await EndAsync(end.Position, verdict.Rule, cancellation).ConfigureAwait(false);
        }
        else if (verdict != judged)
        {
            judged = verdict;
            if (verdict.Verdict is TurnVerdict.Incomplete or TurnVerdict.Doubtful)
            {
                Tell(isComplete: false, verdict.Rule, probability);
            }
        }
    }

    private async Task EndAsync(long end, TurnRule rule, CancellationToken cancellation)
    {
        var completion = turn!.CompletionAsync();
        Tell(isComplete: true, rule, completion.IsCompletedSuccessfully ? completion.Result : null);
        turn.Close(end, taker.LastSpeech);
        await free.WaitAsync(cancellation).ConfigureAwait(false);
        outbox.Writer.TryWrite(new Item(turn, Kind.Final));
        (turn, hushed, paused, judged) = (null, false, false, null);
    }

    private void Tell(bool isComplete, TurnRule rule, float? probability) => work.Options.Decided(new TurnDecision(
        taker.LastSpeech,
        isComplete,
        rule,
        probability,
        TimeSpan.FromSeconds((double)(heard - taker.LastSpeech) / SampleRate),
        hushed ? work.Time.GetElapsedTime(hushedAt) : TimeSpan.Zero));

    private void Announce(StreamingTurn changed)
    {
        if (changed.TryAnnounce())
        {
            outbox.Writer.TryWrite(new Item(changed, Kind.Partial));
        }
    }

    private readonly record struct Item(StreamingTurn Turn, Kind Kind);
}
