namespace LinlyTalker.Models.Catalogue;

/// <summary>One file to fetch, or many by a pattern.</summary>
public sealed record FileRule
{
    /// <summary>
    /// Path in the source. A part <c>*</c> stands for any one part, <c>**</c> for any number of folders, and <c>*.ext</c>
    /// for any name with that ending; see <see cref="FilePattern"/>.
    /// </summary>
    public required string From { get; init; }

    /// <summary>Path in the model folder; for a pattern the folder that takes the matches, <c>.</c> being the model's own.</summary>
    public required string To { get; init; }

    /// <summary>Exact size in bytes; of a pattern the sum.</summary>
    public long? Size { get; init; }

    /// <summary>Size in bytes as far as it is known, for people, when it is not known exactly.</summary>
    public long? About { get; init; }

    /// <summary>
    /// Hash of the file as it is kept. For a pattern the hash of the list of its files: for each, sorted by path, its own
    /// hash, two spaces, its path after the pattern's fixed folder, a line feed (what <c>sha256sum</c> prints).
    /// </summary>
    public string? Sha256 { get; init; }

    /// <summary>How many files a pattern gives.</summary>
    public int? Count { get; init; }

    /// <summary><c>gzip</c>: the source file is unpacked on the way.</summary>
    public string? Unpack { get; init; }

    public FilePattern Pattern => new(From);
}
