namespace LinlyTalker.Voice.Piper;

/// <summary>How Piper's voices are run.</summary>
public sealed record PiperOptions
{
    /// <summary>
    /// Of each of the three sessions; more than one gains little for a sentence and takes it from the face.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>Of the noise: the same text is said in the same way.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How much the sound varies; null: as the voice says (usually 0.667).</summary>
    public float? NoiseScale { get; init; }

    /// <summary>How much the durations vary; null: as the voice says (usually 0.8).</summary>
    public float? NoiseW { get; init; }

    /// <summary>Longer is slower; null: as the voice says (usually 1).</summary>
    public float? LengthScale { get; init; }

    /// <summary>Off gives espeak-ng the text as it is written.</summary>
    public bool Normalise { get; init; } = true;

    /// <summary>Told, in a sentence, what a user should know: symbols that a voice lacks, a folder that is no voice.</summary>
    public Action<string>? Noted { get; init; }
}
