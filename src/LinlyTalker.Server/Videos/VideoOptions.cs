namespace LinlyTalker.Server.Videos;

/// <summary>Where films are kept and how many are borne.</summary>
public sealed record VideoOptions
{
    /// <summary>Where films lie; made when the first one is. Null: none are made.</summary>
    public string? Folder { get; init; }

    /// <summary>Films that are made at once; each keeps about two cores busy.</summary>
    public int AtOnce { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Characters of a text or a question.</summary>
    public int Characters { get; init; } = 10_000;

    /// <summary>Pixels of the picture's side.</summary>
    public int LargestSide { get; init; } = 1024;

    /// <summary>Films of one user that wait or are being made.</summary>
    public int OpenPerUser { get; init; } = 20;

    /// <summary>Films of one user that have ended, well or not, and were not deleted.</summary>
    public int KeptPerUser { get; init; } = 1000;

    /// <summary>What ended longer ago is erased.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Of all films together: when they take more, the oldest are erased; the newest stays, and so does what is being made.</summary>
    public long Bytes { get; init; } = 10_000_000_000;

    /// <summary>A film is begun so often when the server ends in the middle of it.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>A longer film is given up.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A film that does not grow for so long is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);
}
