using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Native.Speex;

/// <summary>
/// Speex's preprocessor (libspeexdsp): takes steady noise away from a stream, frame by frame, with one frame of delay.
/// It learns the noise as it goes and belongs to one stream.
/// </summary>
public sealed unsafe partial class SpeexPreprocessor : IDisposable
{
    private const string Library = "speexdsp";
    private const int SetDenoise = 0; // SPEEX_PREPROCESS_SET_DENOISE
    private const int SetNoiseSuppress = 18; // SPEEX_PREPROCESS_SET_NOISE_SUPPRESS
    private const int SetEchoSuppress = 20; // SPEEX_PREPROCESS_SET_ECHO_SUPPRESS
    private const int SetEchoSuppressActive = 22; // SPEEX_PREPROCESS_SET_ECHO_SUPPRESS_ACTIVE
    private const int SetEchoState = 24; // SPEEX_PREPROCESS_SET_ECHO_STATE

    private readonly StateHandle state;
    private SpeexEchoCanceller.StateHandle? echo;

    /// <param name="frameLength">Samples per frame; 10 to 20 ms.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="suppression">The most that noise is lowered by, in dB; negative.</param>
    /// <exception cref="NativeException">The library refuses the frame length or the rate.</exception>
    public SpeexPreprocessor(int frameLength, int sampleRate, int suppression)
    {
        FrameLength = frameLength;
        state = StateHandle.Create(frameLength, sampleRate);
        if (state.IsInvalid)
        {
            throw new NativeException($"speexdsp cannot make a preprocessor for frames of {frameLength} samples at {sampleRate} Hz.");
        }

        Set(SetDenoise, 1);
        Set(SetNoiseSuppress, suppression);
    }

    public int FrameLength { get; }

    /// <summary>Lowers what an echo canceller, whose frames this takes next, has left of the echo.</summary>
    /// <param name="canceller">Of the same stream; it lives as long as this.</param>
    /// <param name="suppression">The most that echo is lowered by while nobody else speaks, in dB; negative.</param>
    /// <param name="whileSpeaking">The same while somebody does: less spares their voice.</param>
    public void SuppressEcho(SpeexEchoCanceller canceller, int suppression, int whileSpeaking)
    {
        var added = false;
        canceller.State.DangerousAddRef(ref added);
        if (speex_preprocess_ctl(state, SetEchoState, (void*)canceller.State.DangerousGetHandle()) != 0)
        {
            canceller.State.DangerousRelease();
            throw new NativeException("speexdsp refuses to join a preprocessor with an echo canceller.");
        }

        echo = canceller.State;
        Set(SetEchoSuppress, suppression);
        Set(SetEchoSuppressActive, whileSpeaking);
    }

    /// <summary>Replaces a frame by the cleaned one.</summary>
    /// <param name="frame">Exactly <see cref="FrameLength"/> samples.</param>
    public void Run(Span<short> frame)
    {
        if (frame.Length != FrameLength)
        {
            throw new ArgumentException($"A frame has {FrameLength} samples; {frame.Length} were given.", nameof(frame));
        }

        fixed (short* samples = frame)
        {
            _ = speex_preprocess_run(state, samples);
        }
    }

    public void Dispose()
    {
        state.Dispose();
        echo?.DangerousRelease();
        echo = null;
    }

    private void Set(int request, int value)
    {
        if (speex_preprocess_ctl(state, request, &value) != 0)
        {
            throw new NativeException($"speexdsp refuses the value {value} for request {request}.");
        }
    }

    [LibraryImport(Library)]
    private static partial nint speex_preprocess_state_init(int frameSize, int samplingRate);

    [LibraryImport(Library)]
    private static partial void speex_preprocess_state_destroy(nint state);

    [LibraryImport(Library)]
    private static partial int speex_preprocess_run(StateHandle state, short* samples);

    [LibraryImport(Library)]
    private static partial int speex_preprocess_ctl(StateHandle state, int request, void* value);

    private sealed class StateHandle() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        public static StateHandle Create(int frameLength, int sampleRate)
        {
            var created = new StateHandle();
            created.SetHandle(speex_preprocess_state_init(frameLength, sampleRate));
            return created;
        }

        protected override bool ReleaseHandle()
        {
            speex_preprocess_state_destroy(handle);
            return true;
        }
    }
}
