using LinlyTalker.Core.Signal;
using LinlyTalker.Native.Speex;

namespace LinlyTalker.Ears.Echo;

/// <summary>
/// One stream's way through the canceller. What is played is first delayed by as much as the echo is found to be late,
/// so that the filter's tail is left for the room. Sound that no echo can be in passes unchanged.
/// </summary>
internal sealed class EchoStream : IDisposable
{
    public const int SampleRate = 16000;
    private const int Frame = 160;

    /// <summary>The filter begins so much before the found delay: an estimate may be a little late.</summary>
    private const int Margin = SampleRate / 50;

    private readonly EchoOptions options;
    private readonly SpeexEchoCanceller canceller;
    private readonly SpeexPreprocessor preprocessor;
    private readonly DelayEstimator estimator;
    private readonly short[] heard = new short[Frame];
    private readonly short[] reference = new short[Frame];
    private readonly short[] cleaned = new short[Frame];
    private readonly float[] past; // What was played, as long as the longest delay.
    private readonly List<float> heardFrame = [];
    private readonly List<float> playedFrame = [];
    private readonly int echoLength;
    private float[] held = new float[Frame]; // The raw frame that belongs to the preprocessor's output.
    private long written;
    private long lastPlayed = long.MinValue / 2;
    private float mix; // 0: as heard, 1: cleaned
    private bool begun;

    public EchoStream(EchoOptions options)
    {
        this.options = options;
        var tail = (int)(options.Tail.TotalSeconds * SampleRate) + Margin;
        estimator = new DelayEstimator(options.LongestDelay, options.Tail / 2);
        canceller = new SpeexEchoCanceller(Frame, tail, SampleRate);
        preprocessor = new SpeexPreprocessor(Frame, SampleRate, options.NoiseSuppression);
        preprocessor.SuppressEcho(canceller, options.Suppression, options.SuppressionWhileSpeaking);
        past = new float[(int)(options.LongestDelay.TotalSeconds * SampleRate) + (2 * Frame)];
        echoLength = past.Length + tail;
    }

    /// <summary>By how much what is played is delayed before it is taken out, in samples.</summary>
    public int Delay { get; private set; }

    /// <summary>Takes sound and what was played meanwhile; gives what is ready, one frame late, from the beginning.</summary>
    public float[] Process(ReadOnlySpan<float> microphone, ReadOnlySpan<float> played)
    {
        heardFrame.AddRange(microphone);
        playedFrame.AddRange(played);
        var ready = new List<float>(microphone.Length + Frame);
        var at = 0;
        for (; at + Frame <= heardFrame.Count; at += Frame)
        {
            Next(heardFrame.Slice(at, Frame).ToArray(), playedFrame.Slice(at, Frame).ToArray(), ready);
        }

        heardFrame.RemoveRange(0, at);
        playedFrame.RemoveRange(0, at);
        return [.. ready];
    }

    /// <summary>What is still held back at the end of the stream.</summary>
    public float[] Flush()
    {
        var left = heardFrame.Count;
        return begun || left > 0
            ? Process(new float[(2 * Frame) - left], new float[(2 * Frame) - left])[..(left + (begun ? Frame : 0))]
            : [];
    }

    public void Dispose()
    {
        preprocessor.Dispose();
        canceller.Dispose();
    }

    private void Next(float[] microphone, float[] played, List<float> ready)
    {
        foreach (var sample in played)
        {
            past[written++ % past.Length] = sample;
            lastPlayed = sample != 0 ? written : lastPlayed;
        }

        if (estimator.Next(microphone, played) is { } found && Math.Max(0, found - Margin) is var delay && delay != Delay)
        {
            Delay = delay;
            options.Found(delay);
            canceller.Reset();
        }

        for (var i = 0; i < Frame; i++)
        {
            var from = written - Frame + i - Delay;
            heard[i] = Pcm16.Of(microphone[i]);
            reference[i] = from < 0 ? (short)0 : Pcm16.Of(past[from % past.Length]);
        }

        canceller.Run(heard, reference, cleaned);
        preprocessor.Run(cleaned);
        var target = written - lastPlayed < echoLength ? 1f : 0f;
        for (var i = 0; i < Frame && begun; i++)
        {
            mix += (target - mix) / (Frame / 4f);
            ready.Add((mix * cleaned[i] / Pcm16.Scale) + ((1 - mix) * held[i]));
        }

        (held, begun) = (microphone, true);
    }
}
