using LinlyTalker.Core.Flow;

namespace LinlyTalker.Brain.Wording;

/// <summary>What a responder says in its own words.</summary>
internal abstract class Phrases
{
    public static Phrases For(string language) =>
        language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? ChinesePhrases.Instance : EnglishPhrases.Instance;

    public abstract string LongCommand { get; }

    public abstract string NothingAsked { get; }

    public abstract string TooLong { get; }

    public abstract string Thanks { get; }

    public abstract string Farewell { get; }

    public abstract string HowAreYou { get; }

    /// <param name="questions">Two or three.</param>
    public abstract string AskBack(IReadOnlyList<string> questions);

    /// <param name="topics">What the base is about; may be empty.</param>
    /// <param name="nearby">A question that comes near, or null.</param>
    public abstract string Unknown(IReadOnlyList<string> topics, string? nearby);

    /// <param name="examples">Questions that the base answers.</param>
    public abstract string WhatCanYouDo(IReadOnlyList<string> topics, IReadOnlyList<string> examples);

    public abstract string Greeting(Persona persona);

    public abstract string WhoAreYou(Persona persona);

    /// <summary>Without the mark at its end, so that it can stand in a sentence.</summary>
    protected static string Bare(string question) => question.TrimEnd('?', '？', '.', '。', '!', '！', ' ');
}
