using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Core.Conversations;

/// <summary>Who takes part. What is null the conversation does without: typed questions, captions, a still face.</summary>
public sealed record ConversationOrgans
{
    public IEars? Ears { get; init; }

    /// <summary>In order: the next answers when one fails.</summary>
    public required IReadOnlyList<IBrain> Brains { get; init; }

    public required ISentenceCutter Cutter { get; init; }

    public IVoice? Voice { get; init; }

    public IAnimator? Animator { get; init; }

    /// <summary>For sessions whose clients do not cancel their echo themselves; applied by them, before the ears.</summary>
    public IEchoCanceller? EchoCanceller { get; init; }
}

public sealed record ConversationOptions
{
    public UserId User { get; init; } = UserId.Local;

    public ConversationId Id { get; init; } = ConversationId.New();

    public required Persona Persona { get; init; }

    public ListenOptions Listen { get; init; } = new();

    public SpeakOptions Speak { get; init; } = new();

    /// <summary>Place and channel; the time and the user's emotion are added to each request.</summary>
    public ReplyContext Context { get; init; } = new();

    /// <summary>Answers what was heard by itself; otherwise <see cref="Conversation.Respond"/> asks for each reply.</summary>
    public bool Answers { get; init; } = true;

    /// <summary>Replies are said where there is a voice; otherwise they are text.</summary>
    public bool Speaks { get; init; } = true;

    /// <summary>Speech of the user pauses and interrupts a reply.</summary>
    public bool Interruptible { get; init; } = true;

    /// <summary>What was said aloud and comes back through the microphone is no word of the user.</summary>
    public bool IgnoresEcho { get; init; } = true;

    /// <summary>What a client adds to the persona, in words; for brains that follow instructions.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>Says the persona's greeting first.</summary>
    public bool Greet { get; init; } = true;

    /// <summary>Asks whether the user said it, where <see cref="Utterance.IsDoubtful"/>.</summary>
    public bool Confirms { get; init; } = true;

    /// <summary>
    /// Begins to reply when the user falls silent, before it is sure that they have said all; nothing is told of the reply
    /// until it is, and it is thrown away when they go on. Costs a reply for each pause: off for a brain that is paid for.
    /// </summary>
    public bool Preempts { get; init; } = true;

    /// <summary>Asks once whether the user is there when they say nothing for so long after a reply; null: never.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>A reply that a sound paused goes on when no word has come for so long.</summary>
    public TimeSpan WordPatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Exchanges of question and reply that are remembered.</summary>
    public int RememberedExchanges { get; init; } = 50;
}
