namespace LinlyTalker.Client.Sessions;

/// <summary>Where the face comes from.</summary>
public enum FaceMode
{
    /// <summary>Sound and words alone.</summary>
    None,

    /// <summary>The server sends the face's weights and the client draws.</summary>
    Motion,

    /// <summary>The server draws and sends H.264.</summary>
    Video,
}

/// <summary>What a client wishes of its session. What is null stays as the server has it.</summary>
public sealed record SessionWishes
{
    public FaceMode Face { get; init; } = FaceMode.Motion;

    /// <summary>False: replies come as text alone.</summary>
    public bool Speaks { get; init; } = true;

    public string? Instructions { get; init; }

    /// <summary>Name of a voice.</summary>
    public string? Voice { get; init; }

    /// <summary>BCP 47 tag of what is spoken.</summary>
    public string? Language { get; init; }

    /// <summary>Silence that ends a turn.</summary>
    public TimeSpan? Silence { get; init; }

    /// <summary>False: each reply is asked for (<see cref="RealtimeClient.RespondAsync"/>).</summary>
    public bool Answers { get; init; } = true;

    /// <summary>Name of the avatar that is drawn; null: the default one.</summary>
    public string? Avatar { get; init; }

    /// <summary>Side of the pictures of <see cref="FaceMode.Video"/> in pixels, even.</summary>
    public int? PictureSize { get; init; }

    /// <summary>5, 10, 25 or 50.</summary>
    public int? PicturesPerSecond { get; init; }
}
