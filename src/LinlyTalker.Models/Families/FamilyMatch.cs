namespace LinlyTalker.Models.Families;

/// <summary>What a folder was found to hold.</summary>
/// <param name="Kind">As in <see cref="Folders.ModelDescription.Kind"/>.</param>
/// <param name="Family">As in <see cref="Folders.ModelDescription.Family"/>.</param>
/// <param name="Roles">As in <see cref="Folders.ModelDescription.Roles"/>.</param>
public sealed record FamilyMatch(string Kind, string Family, IReadOnlyDictionary<string, string> Roles)
{
    /// <summary>In hertz, where the files say it.</summary>
    public int? SampleRate { get; init; }

    /// <summary>As Core/Signal names them.</summary>
    public string? Features { get; init; }

    /// <summary>What a user may want to know, one sentence.</summary>
    public string? Note { get; init; }
}
