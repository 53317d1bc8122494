namespace LinlyTalker.Voice.Piper;

/// <summary>What a Piper voice's <c>.onnx.json</c> says.</summary>
internal sealed record PiperConfig
{
    public required int SampleRate { get; init; }

    /// <summary>BCP 47 tag: <c>en-US</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The voice of espeak-ng whose sounds it was trained on; null where it reads letters.</summary>
    public string? EspeakVoice { get; init; }

    public float NoiseScale { get; init; } = 0.667f;

    public float LengthScale { get; init; } = 1;

    /// <summary>Of the durations.</summary>
    public float NoiseW { get; init; } = 0.8f;

    public required IReadOnlyDictionary<string, long[]> Symbols { get; init; }

    public IReadOnlyList<string> Clusters { get; init; } = [];

    public int Speakers { get; init; } = 1;

    /// <summary>Number of each speaker by name.</summary>
    public IReadOnlyDictionary<string, int> SpeakerNames { get; init; } = new Dictionary<string, int>();
}
