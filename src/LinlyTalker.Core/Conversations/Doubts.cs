using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Conversations;

internal enum Understanding
{
    /// <summary>It is answered.</summary>
    Clear,

    /// <summary>The user is asked whether they said it.</summary>
    Doubtful,

    /// <summary>The user said that it was not what they had said.</summary>
    Refused,
}

/// <summary>
/// Asks about what was hardly understood, and knows what the answer means: yes, no, or what was really said. It never asks
/// twice in a row about the same words: who says them again meant them.
/// </summary>
internal sealed class Doubts
{
    private Utterance? asked;

    /// <summary>The user was asked, and has not answered.</summary>
    public bool IsAsking => asked is not null;

    /// <param name="said">Final, with words.</param>
    /// <param name="isDoubtful">It was hardly understood.</param>
    /// <returns>What was meant by it; where it is doubtful, or refused, what is in doubt.</returns>
    public (Understanding Understanding, Utterance Utterance) Take(Utterance said, bool isDoubtful, Phrases phrases)
    {
        var question = asked;
        asked = null;
        if (question is not null)
        {
            if (phrases.IsNo(said.Text))
            {
                return (Understanding.Refused, question);
            }

            if (phrases.IsYes(said.Text))
            {
                return (Understanding.Clear, question);
            }

            said = phrases.Correction(said.Text) is { } meant ? said with { Text = meant, StableText = meant, Words = [] } : said;
            isDoubtful &= Phrases.Plain(said.Text) != Phrases.Plain(question.Text);
        }

        if (!isDoubtful)
        {
            return (Understanding.Clear, said);
        }

        asked = said;
        return (Understanding.Doubtful, said);
    }
}
