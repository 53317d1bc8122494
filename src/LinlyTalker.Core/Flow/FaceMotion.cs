namespace LinlyTalker.Core.Flow;

/// <summary>
/// A curve of named weights at 50 per second: drives our puppet, a browser's renderer, or anyone's 3-D avatar.
/// Frame <c>n</c> of a stream stands at <c>n / 50</c> seconds after the stream began.
/// </summary>
public sealed class FaceMotion
{
    public const int FramesPerSecond = 50;

    /// <summary>Number of channels; the length of one frame.</summary>
    public static int ChannelCount { get; } = Enum.GetValues<FaceChannel>().Length;

    /// <summary>ARKit's names and ours (<c>jawOpen</c>, <c>headYaw</c>, …), indexed by channel.</summary>
    public static IReadOnlyList<string> ChannelNames { get; } =
        [.. Enum.GetNames<FaceChannel>().Select(n => char.ToLowerInvariant(n[0]) + n[1..])];

    private readonly float[] weights; // (frames, channels)

    public FaceMotion(long firstFrame, int frameCount)
    {
        FirstFrame = firstFrame;
        FrameCount = frameCount;
        weights = new float[frameCount * ChannelCount];
    }

    /// <summary>Number of the first frame since the stream began.</summary>
    public long FirstFrame { get; }

    public int FrameCount { get; }

    public ref float this[int frame, FaceChannel channel] => ref weights[(frame * ChannelCount) + (int)channel];

    /// <summary>All weights of one frame, indexed by channel.</summary>
    public Span<float> Frame(int frame) => weights.AsSpan(frame * ChannelCount, ChannelCount);
}
