using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Conversations;

internal enum Reaction
{
    None,
    Pause,
    Resume,
    Interrupt,
}

/// <summary>
/// What a sound does to the reply that is being said: it pauses; words interrupt; no words, or nothing more for a
/// while, and the reply goes on.
/// </summary>
internal sealed class BargeIn
{
    private bool speaking;

    public bool IsPaused { get; private set; }

    /// <param name="utterance">The next that the ears gave.</param>
    /// <param name="replying">Whether a reply is being made or played.</param>
    /// <param name="asked">Whether the reply is a question, which "mm" may answer.</param>
    public Reaction Hear(Utterance utterance, Phrases phrases, bool replying, bool asked)
    {
        var first = !speaking;
        speaking = !utterance.IsFinal;
        var words = asked ? utterance.Text.Trim().Length > 0 : !phrases.IsMurmur(utterance.Text);
        if (!replying)
        {
            return Reaction.None;
        }

        if (words)
        {
            return Reaction.Interrupt;
        }

        if (utterance.IsFinal)
        {
            return Release();
        }

        IsPaused |= first;
        return first ? Reaction.Pause : Reaction.None;
    }

    /// <summary>Nothing more is heard of the utterance.</summary>
    public Reaction Deafen()
    {
        speaking = false;
        return Release();
    }

    /// <summary>No word has come.</summary>
    public Reaction Release()
    {
        var reaction = IsPaused ? Reaction.Resume : Reaction.None;
        IsPaused = false;
        return reaction;
    }
}
