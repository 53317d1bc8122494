namespace LinlyTalker.Models.Sherpa;

/// <summary>What sherpa-onnx reads of one network of a family without asking whether it is there.</summary>
/// <param name="Role">Of the file.</param>
/// <param name="Metadata">Keys that must have a value.</param>
public sealed record NetworkNeed(string Role, params IReadOnlyList<string> Metadata)
{
    /// <summary>How many inputs it has; null where that varies.</summary>
    public int? Inputs { get; init; }

    /// <summary>Outputs at least.</summary>
    public int Outputs { get; init; } = 1;

    /// <summary>A key whose value must be one of a few.</summary>
    public string TypeKey { get; init; } = "model_type";

    /// <summary>Those values; empty where any will do.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];
}

/// <summary>What a family needs.</summary>
/// <param name="Networks">ONNX files.</param>
/// <param name="Files">Roles of the files beside them.</param>
public sealed record FamilyNeed(IReadOnlyList<NetworkNeed> Networks, params IReadOnlyList<string> Files);
