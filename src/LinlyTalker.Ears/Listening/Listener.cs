using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Turns;
using LinlyTalker.Ears.Denoise;
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
    private readonly TurnTaker taker = new(turnOptions, StreamSound.SampleRate);
    private readonly StreamSound stream = new(detector, suppression);
    private readonly List<ReadOnlyMemory<float>> held = [];
    private Turn? turn;
    private bool useCleaned;
    private bool paused;
    private Utterance? foreseen;

    public async IAsyncEnumerable<Utterance> ListenAsync(
        IAsyncEnumerable<AudioChunk> audio, bool partials, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = "";
        var end = 0L;
        await foreach (var window in audio.InWindowsAsync(detector.WindowLength, cancellation).ConfigureAwait(false))
        {
            var sound = stream.Take(window);
            end = window.Span.End;
            var signal = taker.Next(window.Span, sound.Probability);
            if (signal is { Change: TurnChange.Started } started)
            {
                useCleaned = stream.WantsCleaning;
                // First word of it, before a decoder is waited for: who is speaking may be interrupted by this.
                yield return new Utterance { Text = "", Language = "en", Span = new(started.Position, started.Position), IsFinal = false };
                turn = await openTurn(started.Position, useCleaned ? NoiseSuppressor.Delay : 0, cancellation).ConfigureAwait(false);
                await turn.FeedAsync(stream.Last((int)(end - started.Position), useCleaned), cancellation).ConfigureAwait(false);
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
            else if (partials && turn.Partial is var partial && (partial.Text != last || foreseen is not null))
            {
                last = partial.Text;
                yield return partial with { Foreseen = foreseen };
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

        stream.Dispose();
    }

    /// <summary>Gives the turn its sound; silence beyond the hang-over waits for whether speech goes on.</summary>
    private async Task FollowAsync(Turn speaking, ReadOnlyMemory<float> sound, TurnSignal? signal, CancellationToken cancellation)
    {
        foreseen = null;
        switch (signal?.Change)
        {
            case TurnChange.Paused:
                await speaking.FeedAsync(sound, cancellation).ConfigureAwait(false);
                if (await speaking.PauseAsync(taker.LastSpeech, cancellation).ConfigureAwait(false) is { } settled)
                {
                    // Not by words that may still change: where a turn ends would depend on the machine's speed.
                    taker.Hint(settled.Text);
                    foreseen = settled.Text.Length > 0 ? settled : null;
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
        var utterance = await spoken.FinishAsync(Math.Min(end, taker.LastSpeech), cancellation).ConfigureAwait(false);
        await spoken.DisposeAsync().ConfigureAwait(false);
        turn = null;
        foreseen = null;
        paused = false;
        held.Clear();
        return utterance;
    }
}
