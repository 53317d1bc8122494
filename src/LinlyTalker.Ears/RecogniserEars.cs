using System.Runtime.CompilerServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Signal;
using LinlyTalker.Ears.Listening;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Streaming;
using LinlyTalker.Ears.Turns;
using LinlyTalker.Ears.VoiceActivity;
using LinlyTalker.Models.Inference;

namespace LinlyTalker.Ears;

/// <summary>
/// Ears by any recogniser of whole stretches: Silero hears that somebody speaks, the recogniser hears what, over and over
/// while it is said, and a turn detector whether it is all. Shared by all conversations.
/// </summary>
public sealed class RecogniserEars : IEars, IAsyncDisposable
{
    private readonly ISpeechRecogniser recogniser;
    private readonly ITurnDetector? turnDetector;
    private readonly EarsOptions options;
    private readonly TimeProvider time;
    private readonly PartialPace pace;
    private readonly Func<ISpeechDetector> detect;
    private readonly IDisposable? speechNet;

    /// <param name="recogniser">Disposed with these ears, as the turn detector is.</param>
    /// <param name="speechNet">Path of Silero voice activity, ONNX, 16 kHz.</param>
    /// <param name="turnDetector">Null: a fixed pause ends turns, as it does in languages that it does not judge.</param>
    /// <exception cref="LinlyException">The model or a native library is missing or broken.</exception>
    public RecogniserEars(
        ISpeechRecogniser recogniser,
        string speechNet,
        ITurnDetector? turnDetector = null,
        EarsOptions? options = null,
        TimeProvider? time = null)
        : this(recogniser, InferenceSession.Open(speechNet), turnDetector, options, time)
    {
    }

    internal RecogniserEars(
        ISpeechRecogniser recogniser,
        Func<ISpeechDetector> detect,
        ITurnDetector? turnDetector,
        EarsOptions? options,
        TimeProvider? time)
    {
        (this.recogniser, this.detect, this.turnDetector) = (recogniser, detect, turnDetector);
        this.options = options ?? new EarsOptions();
        this.time = time ?? TimeProvider.System;
        pace = new PartialPace(this.options.Streaming.PartialInterval);
    }

    private RecogniserEars(
        ISpeechRecogniser recogniser, InferenceSession net, ITurnDetector? turnDetector, EarsOptions? options, TimeProvider? time)
        : this(recogniser, () => new SileroDetector(net), turnDetector, options, time) => speechNet = net;

    /// <inheritdoc/>
    /// <exception cref="InputException">The recogniser does not know the language.</exception>
    public IAsyncEnumerable<Utterance> ListenAsync(
        IAsyncEnumerable<AudioChunk> audio, ListenOptions options, CancellationToken cancellation = default) =>
        recogniser.Hears(options.Language)
            ? HearAsync(audio, options, cancellation)
            : throw new InputException($"The recogniser does not hear the language '{options.Language}'; choose a model that does ('linly models').");

    public async ValueTask DisposeAsync()
    {
        await recogniser.DisposeAsync().ConfigureAwait(false);
        (turnDetector as IDisposable)?.Dispose();
        speechNet?.Dispose();
    }

    private async IAsyncEnumerable<Utterance> HearAsync(
        IAsyncEnumerable<AudioChunk> audio, ListenOptions listen, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var detector = detect();
        var work = new StreamWork(
            recogniser,
            turnDetector?.Judges(listen.Language) == true ? turnDetector : null,
            new RecognitionRequest { Language = listen.Language, Domain = listen.Domain },
            options.Streaming,
            pace,
            options.Fault,
            time,
            stop.Token);
        using var listener = new StreamingListener(detector, listen.Turns ?? options.Turns, options.Suppression, work);
        await foreach (var utterance in listener
            .ListenAsync(audio.ResampleAsync(StreamSound.SampleRate, stop.Token), listen.Partials, stop, cancellation).ConfigureAwait(false))
        {
            yield return utterance;
        }
    }
}
