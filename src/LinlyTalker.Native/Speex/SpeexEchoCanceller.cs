using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Lifetime;

namespace LinlyTalker.Native.Speex;

/// <summary>
/// Speex's echo canceller (libspeexdsp): an adaptive filter learns the way from the loudspeaker to the microphone and
/// takes what was played from what is heard (multidelay block frequency domain filter with the variable step of Valin,
/// "On Adjusting the Learning Rate in Frequency Domain Echo Cancellation With Double-Talk", 2007). One stream each.
/// </summary>
public sealed unsafe partial class SpeexEchoCanceller : IDisposable
{
    private const string Library = "speexdsp";
    private const int SetSamplingRate = 24; // SPEEX_ECHO_SET_SAMPLING_RATE

    /// <param name="frameLength">Samples per frame; 10 to 20 ms.</param>
    /// <param name="tail">Samples of the longest echo that can be cancelled, its delay included; 100 to 500 ms.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <exception cref="NativeException">The library refuses the lengths or the rate.</exception>
    public SpeexEchoCanceller(int frameLength, int tail, int sampleRate)
    {
        (FrameLength, Tail) = (frameLength, tail);
        State = new StateHandle(speex_echo_state_init(frameLength, tail));
        if (State.IsInvalid || speex_echo_ctl(State, SetSamplingRate, &sampleRate) != 0)
        {
            throw new NativeException(
                $"speexdsp cannot make an echo canceller for frames of {frameLength} samples and a tail of {tail} at {sampleRate} Hz.");
        }
    }

    public int FrameLength { get; }

    public int Tail { get; }

    /// <summary>For a preprocessor that lowers what of the echo is left; it keeps the state alive.</summary>
    internal StateHandle State { get; }

    /// <param name="heard">One frame of the microphone.</param>
    /// <param name="played">The frame that was played at that time, or up to <see cref="Tail"/> before.</param>
    /// <param name="cleaned">The frame without echo; no delay.</param>
    public void Run(ReadOnlySpan<short> heard, ReadOnlySpan<short> played, Span<short> cleaned)
    {
        if (heard.Length != FrameLength || played.Length != FrameLength || cleaned.Length != FrameLength)
        {
            throw new ArgumentException(
                $"A frame has {FrameLength} samples; {heard.Length}, {played.Length} and room for {cleaned.Length} were given.", nameof(heard));
        }

        fixed (short* microphone = heard, loudspeaker = played, result = cleaned)
        {
            speex_echo_cancellation(State, microphone, loudspeaker, result);
        }
    }

    /// <summary>Forgets what it learned: the echo's way has changed.</summary>
    public void Reset() => speex_echo_state_reset(State);

    public void Dispose() => State.Dispose();

    [LibraryImport(Library)]
    private static partial nint speex_echo_state_init(int frameSize, int filterLength);

    [LibraryImport(Library)]
    private static partial void speex_echo_state_destroy(nint state);

    [LibraryImport(Library)]
    private static partial void speex_echo_state_reset(StateHandle state);

    [LibraryImport(Library)]
    private static partial void speex_echo_cancellation(StateHandle state, short* heard, short* played, short* cleaned);

    [LibraryImport(Library)]
    private static partial int speex_echo_ctl(StateHandle state, int request, void* value);

    internal sealed class StateHandle(nint value) : CountedHandle(value)
    {
        protected override void Release(nint value) => speex_echo_state_destroy(value);
    }
}
