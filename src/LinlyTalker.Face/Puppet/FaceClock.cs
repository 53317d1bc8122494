using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Face.Motion;

namespace LinlyTalker.Face.Puppet;

/// <summary>
/// What a renderer shows at each moment: the motion of speech where there is some, idle life under it always. Keeps the
/// last speech frame so that a face that falls silent, or is cut off, comes to rest instead of jumping there.
/// </summary>
internal sealed class FaceClock(IdleMotion idle, int framesPerSecond)
{
    /// <summary>How long a face takes to come to rest when motion ends, in seconds.</summary>
    private const float Release = 0.16f;

    private readonly float[] spoken = new float[FaceMotion.ChannelCount];
    private double spokenAt = double.NegativeInfinity;

    /// <summary>Numbers of the frames that stand in a moment; frame <c>k</c> stands at <c>k / fps</c> s.</summary>
    public (long First, long End) FramesOf(AudioChunk audio) =>
        (FrameFrom(audio.Span.Start, audio.SampleRate), FrameFrom(audio.Span.End, audio.SampleRate));

    public double Seconds(long frame) => (double)frame / framesPerSecond;

    public long Position(long frame, int sampleRate) =>
        (long)Math.Round((double)frame * sampleRate / framesPerSecond);

    /// <param name="weights">One frame of channels, overwritten.</param>
    public void Read(FaceMoment moment, double seconds, Span<float> weights)
    {
        if (moment.Motion is { FrameCount: > 0 } motion && Covers(motion, seconds))
        {
            Interpolate(motion, seconds, weights);
            weights.CopyTo(spoken);
            spokenAt = seconds;
        }
        else
        {
            var left = 1 - Smooth.Step(0, Release, (float)(seconds - spokenAt));
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] = spoken[i] * left;
            }
        }

        idle.Add(seconds, weights);
    }

    private static bool Covers(FaceMotion motion, double seconds)
    {
        var at = seconds * FaceMotion.FramesPerSecond;
        return at > motion.FirstFrame - 1 && at < motion.FirstFrame + motion.FrameCount;
    }

    private static void Interpolate(FaceMotion motion, double seconds, Span<float> weights)
    {
        var at = Math.Clamp((seconds * FaceMotion.FramesPerSecond) - motion.FirstFrame, 0, motion.FrameCount - 1);
        var frame = (int)at;
        var next = motion.Frame(Math.Min(frame + 1, motion.FrameCount - 1));
        var part = (float)(at - frame);
        var here = motion.Frame(frame);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = float.Lerp(here[i], next[i], part);
        }
    }

    private long FrameFrom(long sample, int sampleRate) => ((sample * framesPerSecond) + sampleRate - 1) / sampleRate;
}
