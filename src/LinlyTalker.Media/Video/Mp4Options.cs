namespace LinlyTalker.Media.Video;

/// <summary>x264's presets: the same quality, sooner or smaller.</summary>
public enum H264Preset
{
    UltraFast,
    SuperFast,
    VeryFast,
    Faster,
    Fast,
    Medium,
    Slow,
}

public sealed record Mp4Options
{
    /// <summary>Even.</summary>
    public required int Width { get; init; }

    /// <summary>Even.</summary>
    public required int Height { get; init; }

    public int FramesPerSecond { get; init; } = 25;

    /// <summary>Of the sound, as it comes and as it is written.</summary>
    public required int SampleRate { get; init; }

    public H264Preset Preset { get; init; } = H264Preset.VeryFast;

    /// <summary>x264's constant rate factor: 0 is lossless, 18 looks so, 51 is worst.</summary>
    public int RateFactor { get; init; } = 20;

    public string Title { get; init; } = SyntheticMark.Text;

    public string Comment { get; init; } = SyntheticMark.Text;
}
