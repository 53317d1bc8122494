namespace LinlyTalker.Core.Conversations;

/// <summary>How one reply shall be given, where a client asks for it.</summary>
public sealed record ReplyWishes
{
    /// <summary>False: as text alone; null: as the conversation does.</summary>
    public bool? Speak { get; init; }

    /// <summary>In place of the conversation's; null: those.</summary>
    public string? Instructions { get; init; }
}
