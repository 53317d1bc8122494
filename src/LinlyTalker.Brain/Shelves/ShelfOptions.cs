namespace LinlyTalker.Brain.Shelves;

/// <summary>What is kept of users' documents, and how much.</summary>
public sealed record ShelfOptions
{
    /// <summary>Of one document, in bytes: about a thousand pages.</summary>
    public int DocumentBytes { get; init; } = 2 << 20;

    /// <summary>Documents of one user.</summary>
    public int Documents { get; init; } = 200;

    /// <summary>Of all documents of one user, in bytes.</summary>
    public long Bytes { get; init; } = 16 << 20;

    /// <summary>Passages of one document.</summary>
    public int Passages { get; init; } = 5000;

    /// <summary>Of one passage, in characters: what is longer is no answer, and costs every question.</summary>
    public int PassageLength { get; init; } = 10_000;

    /// <summary>Documents that are read at once, all users together.</summary>
    public int AtOnce { get; init; } = 2;
}
