using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal;

namespace LinlyTalker.Core.Conversations;

/// <summary>The speech of one reply that waits to be played, at the session's rate, with its motion.</summary>
internal sealed class PlayingReply(int turn, int sampleRate, bool moves)
{
    private readonly int frame = sampleRate / FaceMotion.FramesPerSecond; // samples
    private readonly List<float> samples = [];
    private readonly Dictionary<long, float[]> motion = [];
    private Resampler? resampler;
    private SpeechChunk? held;
    private long framesTaken;
    private long spoken; // in samples of the voice's rate

    public int Turn => turn;

    public bool HasEnded { get; private set; }

    public int SamplesWaiting => samples.Count + (held?.Audio.Samples.Length ?? 0);

    /// <summary>Whole frames of 20 ms that can be played now; at the end the last may be filled up with silence.</summary>
    public int FramesReady => HasEnded ? (samples.Count + frame - 1) / frame : samples.Count / frame;

    /// <summary>How much of the reply was played, in samples of the voice's rate.</summary>
    public long Played => HasEnded && samples.Count == 0 || resampler is null
        ? spoken
        : Math.Min(spoken, framesTaken * frame * resampler.FromRate / sampleRate);

    /// <summary>A chunk is kept back until its motion came, or it is sure that none comes.</summary>
    public void Speak(SpeechChunk chunk)
    {
        Release();
        held = chunk;
        if (!moves)
        {
            Release();
        }
    }

    public void Move(FaceMotion moved)
    {
        for (var i = 0; i < moved.FrameCount; i++)
        {
            if (moved.FirstFrame + i >= framesTaken)
            {
                motion[moved.FirstFrame + i] = moved.Frame(i).ToArray();
            }
        }

        Release();
    }

    public void End()
    {
        Release();
        samples.AddRange(resampler?.Flush() ?? []);
        HasEnded = true;
    }

    public void Release()
    {
        if (held is not null)
        {
            resampler ??= new Resampler(held.Audio.SampleRate, sampleRate);
            samples.AddRange(resampler.Process(held.Audio.Samples.Span));
            spoken = held.Audio.Span.End;
            held = null;
        }
    }

    /// <param name="into">Zeros; whole frames.</param>
    /// <param name="firstFrame">Of the session's clock.</param>
    public FaceMotion Take(Span<float> into, long firstFrame)
    {
        Cut(into);
        var taken = new FaceMotion(firstFrame, into.Length / frame);
        for (var i = 0; i < taken.FrameCount; i++, framesTaken++)
        {
            if (motion.Remove(framesTaken, out var weights))
            {
                weights.CopyTo(taken.Frame(i));
            }
        }

        return taken;
    }

    /// <summary>The next few samples fading out, so that an interruption does not click.</summary>
    public float[] Fade()
    {
        var tail = new float[frame / 2];
        Cut(tail);
        for (var i = 0; i < tail.Length; i++)
        {
            tail[i] *= 1 - ((i + 1f) / tail.Length);
        }

        return tail;
    }

    private void Cut(Span<float> into)
    {
        var count = Math.Min(into.Length, samples.Count);
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(samples)[..count].CopyTo(into);
        samples.RemoveRange(0, count);
    }
}
