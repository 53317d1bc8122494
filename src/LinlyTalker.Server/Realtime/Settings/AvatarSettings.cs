namespace LinlyTalker.Server.Realtime.Settings;

internal enum AvatarMode
{
    /// <summary>Events of the avatar, without its picture.</summary>
    None,

    /// <summary>The client draws.</summary>
    Motion,

    /// <summary>The server draws.</summary>
    Video,
}

/// <summary>What a client that knows the <c>avatar.*</c> events asked for. Others have none of it.</summary>
internal sealed record AvatarSettings
{
    public AvatarMode Mode { get; init; } = AvatarMode.Motion;

    /// <summary>Empty: the default one.</summary>
    public string Avatar { get; init; } = "";

    public int Size { get; init; } = 512;

    public int FramesPerSecond { get; init; } = 25;

    /// <summary>Sound, motion and video come as binary frames and not as events.</summary>
    public bool Binary { get; init; }

    /// <summary>The client keeps what it paused and goes on by itself; and it reports what it plays.</summary>
    public bool Resumes { get; init; } = true;

    /// <summary>The server takes the avatar's sound out of the microphone's; the client does not.</summary>
    public bool CancelsEcho { get; init; }
}
