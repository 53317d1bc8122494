using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Organs;

public sealed record RenderOptions
{
    /// <summary>Side of the square picture in pixels; even.</summary>
    public int Size { get; init; } = 512;

    public int FramesPerSecond { get; init; } = 25;

    /// <summary>Draws the visible mark that the picture is synthetic.</summary>
    public bool Label { get; init; } = true;
}

/// <summary>
/// A stretch of the audio's clock: what sounds (silence when idle) and how the face moves with it.
/// </summary>
/// <param name="Audio">Positions join without a gap over a session, or over a file.</param>
/// <param name="Motion">
/// Frames on the same clock (frame <c>n</c> at <c>n / 50</c> s); null when idle. The renderer adds breathing,
/// blinking and gaze by itself, speech or idle.
/// </param>
public sealed record FaceMoment(AudioChunk Audio, FaceMotion? Motion)
{
    /// <summary>False when it is too late for a picture, or nobody looks: the face moves on and is not drawn.</summary>
    public bool IsShown { get; init; } = true;
}

/// <summary>Shows: motion, and for neural faces sound, becomes pictures.</summary>
public interface IRenderer
{
    /// <returns>One frame for each <c>1 / FramesPerSecond</c> that the shown moments cover; the receiver disposes it.</returns>
    IAsyncEnumerable<VideoFrame> RenderAsync(
        IAsyncEnumerable<FaceMoment> moments, RenderOptions options, CancellationToken cancellation = default);
}
