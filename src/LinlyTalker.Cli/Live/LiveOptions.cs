using LinlyTalker.Client.Sessions;

namespace LinlyTalker.Cli.Live;

/// <summary>What <c>linly bench live</c> is asked for.</summary>
internal sealed record LiveOptions
{
    /// <summary>Of a running server; null: one is started.</summary>
    public Uri? Server { get; init; }

    public string? Key { get; init; }

    public string? Model { get; init; }

    public required int Sessions { get; init; }

    public required int Turns { get; init; }

    public required FaceMode Face { get; init; }

    /// <summary>Side of the pictures in pixels.</summary>
    public int PictureSize { get; init; } = 512;

    /// <summary>Of the server that is started.</summary>
    public required string Profile { get; init; }

    public string? Questions { get; init; }

    public bool Typed { get; init; }

    public int InterruptEvery { get; init; }

    public TimeSpan Soak { get; init; }

    public required TimeSpan Piece { get; init; }

    public bool Binary { get; init; }
}
