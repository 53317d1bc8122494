using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Turns;
using LinlyTalker.Ears.Denoise;
using LinlyTalker.Ears.Samples;
using LinlyTalker.Ears.VoiceActivity;

namespace LinlyTalker.Ears.Listening;

/// <summary>
/// One stream's way from 16 kHz sound to utterances: each window is judged by the detector, the turn taker says when
/// a turn begins, pauses and ends, and the turn's sound, cleaned where there is steady noise, goes to a decoder.
/// </summary>
/// <param name="detector">Of this stream; the listener's owner disposes it.</param>
/// <param name="openTurn">
/// Makes a turn that begins at a position, whose sound is late by so many samples; may wait for a free decoder.
/// </param>
internal sealed class Listener(
    ISpeechDetector detector,
    TurnOptions turnOptions,
    Suppression suppression,
    Func<long, int, CancellationToken, Task<Turn>> openTurn) : IAsyncDisposable
{
    private const int SampleRate = 16000;

    private readonly TurnTaker taker = new(turnOptions, SampleRate);
    private readonly NoiseSuppressor suppressor = new();
    private readonly SteadyNoise noise = new();
    private readonly SampleRing raw = new(SampleRate);
    private readonly SampleRing cleaned = new(SampleRate);
    private readonly List<ReadOnlyMemory<float>> held = [];
    private Turn? turn;
    private bool useCleaned;
    private bool paused;

    public async IAsyncEnumerable<Utterance> ListenAsync(
        IAsyncEnumerable<AudioChunk> audio, bool partials, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = "";
        var end = 0L;
        await foreach (var window in audio.InWindowsAsync(detector.WindowLength, cancellation).ConfigureAwait(false))
        {
            var sound = Take(window, out var probability);
            end = window.Span.End;
            var signal = taker.Next(window.Span, probability);
            if (signal is { Change: TurnChange.Started } started)
            {
                useCleaned = suppression == Suppression.Always || (suppression == Suppression.OnSteadyNoise && noise.IsPresent);
                // First word of it, before a decoder is waited for: who is speaking may be interrupted by this.
                yield return new Utterance { Text = "", Language = "en", Span = new(started.Position, started.Position), IsFinal = false };
                turn = await openTurn(started.Position, useCleaned ? NoiseSuppressor.Delay : 0, cancellation).ConfigureAwait(false);
                await turn.FeedAsync((useCleaned ? cleaned : raw).Last((int)(end - started.Position)), cancellation).ConfigureAwait(false);
                last = "";
            }
            else if (turn is not null)
            {
                await FollowAsync(turn, useCleaned ? sound.Cleaned : sound.Raw, signal, cancellation).ConfigureAwait(false);
            }

            if (turn is null)
            {
                continue;
            }

            if (signal is { Change: TurnChange.Ended } ended)
            {
                yield return await FinishAsync(turn, ended.Position, cancellation).ConfigureAwait(false);
            }
            else if (partials && turn.Partial is var partial && partial.Text != last)
            {
                last = partial.Text;
                yield return partial;
            }
        }

        if (turn is not null && taker.Finish(end) is { } stopped)
        {
            yield return await FinishAsync(turn, stopped.Position, cancellation).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (turn is not null)
        {
            await turn.DisposeAsync().ConfigureAwait(false);
        }

        suppressor.Dispose();
    }

    private (ReadOnlyMemory<float> Raw, ReadOnlyMemory<float> Cleaned) Take(AudioChunk window, out float probability)
    {
        var samples = window.Samples.Span;
        var clean = new float[samples.Length];
        probability = detector.Detect(samples);
        noise.Observe(samples, probability);
        suppressor.Process(samples, clean);
        raw.Write(samples);
        cleaned.Write(clean);
        return (window.Samples, clean);
    }

    /// <summary>Gives the turn its sound; silence beyond the hang-over waits for whether speech goes on.</summary>
    private async Task FollowAsync(Turn speaking, ReadOnlyMemory<float> sound, TurnSignal? signal, CancellationToken cancellation)
    {
        switch (signal?.Change)
        {
            case TurnChange.Paused:
                await speaking.FeedAsync(sound, cancellation).ConfigureAwait(false);
                if (await speaking.PauseAsync(cancellation).ConfigureAwait(false))
                {
                    // Not by words that may still change: where a turn ends would depend on the machine's speed.
                    taker.Hint(speaking.Partial.Text);
                }

                paused = true;
                return;
            case TurnChange.Resumed:
                paused = false;
                foreach (var piece in held)
                {
                    await speaking.FeedAsync(piece, cancellation).ConfigureAwait(false);
                }

                held.Clear();
                break;
            case TurnChange.Ended when paused:
                return;
        }

        if (paused)
        {
            held.Add(sound);
        }
        else
        {
            await speaking.FeedAsync(sound, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<Utterance> FinishAsync(Turn spoken, long end, CancellationToken cancellation)
    {
        var utterance = await spoken.FinishAsync(end, cancellation).ConfigureAwait(false);
        await spoken.DisposeAsync().ConfigureAwait(false);
        turn = null;
        paused = false;
        held.Clear();
        return utterance;
    }
}
