namespace LinlyTalker.Core.Flow;

/// <summary>Who is served. History and memory are never shared across users.</summary>
public readonly record struct UserId(string Value)
{
    /// <summary>The one user of a program on one's own machine.</summary>
    public static UserId Local { get; } = new("local");
}

public readonly record struct ConversationId(string Value)
{
    public static ConversationId New() => new(Guid.NewGuid().ToString("N"));
}
