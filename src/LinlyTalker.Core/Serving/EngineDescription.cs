namespace LinlyTalker.Core.Serving;

public enum EngineKind
{
    /// <summary>A persona with its knowledge: what a client names as its model.</summary>
    Companion,

    Recogniser,

    Voice,
}

/// <summary>Something that can be chosen by name.</summary>
/// <param name="Id">As a client names it.</param>
/// <param name="Languages">BCP 47 tags; empty: any, or unknown.</param>
/// <param name="Created">When it came onto this machine.</param>
public sealed record EngineDescription(
    string Id, EngineKind Kind, string Description, IReadOnlyList<string> Languages, DateTimeOffset Created);
