namespace LinlyTalker.Core.Flow;

public enum DialogueRole
{
    User,
    Assistant,
}

/// <summary>One line of a dialogue. The assistant's text is what was heard, not what was planned.</summary>
public sealed record DialogueMessage(DialogueRole Role, string Text);

/// <summary>What surrounds a question.</summary>
public sealed record ReplyContext
{
    public DateTimeOffset? Time { get; init; }

    public string? Place { get; init; }

    /// <summary>Where the user is: <c>console</c>, <c>web</c>, <c>phone</c>, ….</summary>
    public string? Channel { get; init; }

    /// <summary>The user's emotion, where an organ saw or heard it.</summary>
    public string? UserEmotion { get; init; }
}

/// <summary>A question to the brain. No reply is asked for without saying for whom.</summary>
public sealed record ReplyRequest
{
    public required UserId User { get; init; }

    /// <summary>Whose documents count, where the user is one of several of an account; null: the user's own.</summary>
    public UserId? Account { get; init; }

    public required ConversationId Conversation { get; init; }

    public required Persona Persona { get; init; }

    public required Utterance Utterance { get; init; }

    /// <summary>What a client asks for beside the persona, in words; for brains that follow instructions.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>Oldest first, without the present utterance.</summary>
    public IReadOnlyList<DialogueMessage> History { get; init; } = [];

    public ReplyContext Context { get; init; } = new();
}
