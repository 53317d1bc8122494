using LinlyTalker.Core.Organs;

namespace LinlyTalker.Core.Screen;

public sealed record FaceStageOptions
{
    /// <summary>Of the session's clock, a multiple of 50; voices of another rate are resampled.</summary>
    public int SampleRate { get; init; } = 24000;

    /// <summary>Its frame rate divides 50: motion is told 50 times a second.</summary>
    public RenderOptions Render { get; init; } = new();

    /// <summary>Pictures from one key frame to the next at the most.</summary>
    public int KeyFrameEvery { get; init; } = 250;

    /// <summary>x264's constant rate factor.</summary>
    public int RateFactor { get; init; } = 23;

    public int MaxBitsPerSecond { get; init; } = 4_000_000;

    /// <summary>Pictures that wait for a slow client; one more, and it gets none until a key frame.</summary>
    public int PicturesWaiting { get; init; } = 25;

    /// <summary>Whether there is an animator, whose motion speech waits for.</summary>
    public bool Moves { get; init; } = true;
}
