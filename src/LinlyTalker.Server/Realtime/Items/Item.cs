using LinlyTalker.Core.Flow;

namespace LinlyTalker.Server.Realtime.Items;

/// <summary>A line of the conversation that a client can name.</summary>
internal sealed class Item(string id, ItemRole role, bool isSound)
{
    public string Id => id;

    public ItemRole Role => role;

    /// <summary>It was said, and its text is a transcript.</summary>
    public bool IsSound => isSound;

    /// <summary>Null while it is not known yet.</summary>
    public string? Text { get; set; }

    /// <summary>Of the conversation; null while, or where, it has none.</summary>
    public int? Turn { get; set; }

    /// <summary>Characters of its text that were told while it was being said.</summary>
    public int Told { get; set; }

    public bool IsComplete { get; set; } = true;

    public DialogueRole DialogueRole => role is ItemRole.Assistant ? DialogueRole.Assistant : DialogueRole.User;
}

internal enum ItemRole
{
    User,
    Assistant,
    System,
}
