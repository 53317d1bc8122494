using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Conversations;

/// <summary>What a conversation tells its client. The greeting is turn 0, the first question turn 1.</summary>
public abstract record ConversationEvent(int Turn);

/// <summary>Somebody speaks, or typed; partial or final. Its turn is the one that it will be.</summary>
public sealed record Heard(int Turn, Utterance Utterance) : ConversationEvent(Turn);

/// <summary>The avatar's own words came back through the microphone, partial or final: nothing follows from it.</summary>
public sealed record EchoHeard(int Turn, Utterance Utterance) : ConversationEvent(Turn);

/// <summary>It is unsure what was said, and asks.</summary>
public sealed record Unsure(int Turn, Utterance Utterance) : ConversationEvent(Turn);

/// <summary>The user has said nothing since the last reply was heard, and is asked whether they are there.</summary>
/// <param name="Silence">How long.</param>
public sealed record Idled(int Turn, TimeSpan Silence) : ConversationEvent(Turn);

/// <summary>A reply is being made; its items follow.</summary>
public sealed record ReplyStarted(int Turn) : ConversationEvent(Turn);

/// <summary>A sentence of the reply is known, a while before it is said: what a chat shows.</summary>
public sealed record Thought(int Turn, Sentence Sentence) : ConversationEvent(Turn);

/// <summary>Stop playing the turn, for now: somebody has begun to speak, or coughed.</summary>
public sealed record Paused(int Turn) : ConversationEvent(Turn);

/// <summary>Go on: it was no word.</summary>
public sealed record Resumed(int Turn) : ConversationEvent(Turn);

/// <summary>Drop what is left of the turn, and whatever of it still comes.</summary>
public sealed record Interrupted(int Turn) : ConversationEvent(Turn);

/// <summary>An organ failed and the conversation goes on without it, or with another engine.</summary>
/// <param name="Reason">A sentence for any client: nothing of this machine stands in it, nor of what anybody said.</param>
public sealed record Degraded(int Turn, Organ Organ, string Reason) : ConversationEvent(Turn)
{
    /// <summary>What it failed with, for whoever runs the machine; null where the organ reported by itself.</summary>
    public Exception? Cause { get; init; }

    /// <summary>The cause in words, in which paths and what was said may stand; otherwise the reason.</summary>
    public string Told => Cause switch
    {
        null => Reason,
        LinlyException => Cause.Message,
        _ => $"{Cause.GetType().Name}: {Cause.Message}",
    };

    /// <summary>Of an organ that failed in the middle of its work.</summary>
    public static Degraded By(Exception cause, Organ organ, int turn) => new(turn, organ, SentenceOf(organ)) { Cause = cause };

    private static string SentenceOf(Organ organ) => organ switch
    {
        Organ.Ears => "The ears failed, and what was being said may be lost; say it again, or type it.",
        Organ.Brain => "The thinking failed; another engine answers where there is one.",
        Organ.Voice => "The voice failed; what it had not said comes as text.",
        _ => "The face failed; the reply goes on without its motion.",
    };
}

/// <summary>A stage of the turn was reached.</summary>
/// <param name="After">Since the user's last sample of speech, or since the question was typed.</param>
public sealed record Reached(int Turn, Stage Stage, TimeSpan After) : ConversationEvent(Turn);

/// <summary>Part of a reply: comes in order, and waits for room.</summary>
public abstract record ReplyItem(int Turn) : ConversationEvent(Turn);

public sealed record Spoke(int Turn, SpeechChunk Chunk) : ReplyItem(Turn);

/// <summary>Follows the speech that it moves with.</summary>
public sealed record Moved(int Turn, FaceMotion Motion) : ReplyItem(Turn);

/// <summary>What could not be said, to be shown.</summary>
public sealed record Captioned(int Turn, string Text) : ReplyItem(Turn);

/// <summary>The last of a reply that nothing interrupted.</summary>
public sealed record ReplyEnded(int Turn) : ReplyItem(Turn);

public enum Organ
{
    Ears,
    Brain,
    Voice,
    Face,
}

public enum Stage
{
    /// <summary>The words are known.</summary>
    Heard,

    FirstPiece,
    FirstSentence,
    FirstSound,
    FirstMotion,
    Ended,
}
