namespace LinlyTalker.Models.Fetching;

/// <summary>One file of the web.</summary>
/// <param name="Name">The file's name, for messages.</param>
internal sealed record DownloadRequest(Uri Address, string Name)
{
    /// <summary>Exact size in bytes, when it is known before.</summary>
    public long? Size { get; init; }

    /// <summary>Its hash, when it is known before.</summary>
    public string? Sha256 { get; init; }

    /// <summary>More bytes than this are refused.</summary>
    public long Largest { get; init; } = long.MaxValue;
}
