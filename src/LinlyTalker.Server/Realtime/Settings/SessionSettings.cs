using LinlyTalker.Server.Realtime.Audio;

namespace LinlyTalker.Server.Realtime.Settings;

/// <summary>What a session can be told to be; immutable, replaced as a whole.</summary>
internal sealed record SessionSettings
{
    public string Instructions { get; init; } = "";

    /// <summary>As the client named it; empty: the companion's own.</summary>
    public string Voice { get; init; } = "";

    /// <summary>1 is the voice's own.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Replies are said; otherwise they are text alone.</summary>
    public bool Speaks { get; init; } = true;

    /// <summary>Only what is said is wanted, no reply.</summary>
    public bool TranscribesOnly { get; init; }

    public SoundFormat Input { get; init; } = SoundFormat.Pcm16;

    public SoundFormat Output { get; init; } = SoundFormat.Pcm16;

    /// <summary>Null: what was heard is not told in words.</summary>
    public Transcription? Transcription { get; init; } = new();

    /// <summary>Null: the client commits each turn.</summary>
    public TurnDetection? TurnDetection { get; init; } = new();

    public DialogueSettings Dialogue { get; init; } = new();

    /// <summary>Null: a client that knows nothing of avatars.</summary>
    public AvatarSettings? Avatar { get; init; }
}

/// <param name="Model">Empty: the companion's own ears.</param>
/// <param name="Language">BCP 47 tag; empty: the companion's.</param>
internal sealed record Transcription(string Model = "", string Language = "");
