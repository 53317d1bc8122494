namespace LinlyTalker.Models.Store;

/// <summary>A model of the user's own that the store is to take.</summary>
/// <param name="Path">A folder with a model.json, any folder, or one file.</param>
/// <param name="Name">The name it is to have.</param>
public sealed record ImportRequest(string Path, string Name)
{
    /// <summary>What it is; needed where neither a model.json nor the files themselves say it.</summary>
    public string? Kind { get; init; }

    public string? Licence { get; init; }

    /// <summary>Links to the files rather than copying them: the model breaks when they move.</summary>
    public bool Link { get; init; }

    public IProgress<ImportProgress>? Progress { get; init; }
}
