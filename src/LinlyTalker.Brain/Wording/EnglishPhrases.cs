using LinlyTalker.Core.Flow;

namespace LinlyTalker.Brain.Wording;

internal sealed class EnglishPhrases : Phrases
{
    public static EnglishPhrases Instance { get; } = new();

    public override string LongCommand => "the command on the screen";

    public override string NothingAsked => "I did not catch a question. Could you say it again?";

    public override string TooLong => "That is a very long question. Please ask it in one or two sentences.";

    public override string Thanks => "You are welcome!";

    public override string Farewell => "Goodbye!";

    public override string HowAreYou => "I am fine, thank you. What would you like to know?";

    public override string AskBack(IReadOnlyList<string> questions) =>
        $"{(questions.Count > 1 ? "Which do you mean" : "Do you mean")}: {Join(questions.Select(q => $"“{Bare(q)}”"))}?";

    public override string Unknown(IReadOnlyList<string> topics, string? nearby) =>
        "I am sorry, I do not know that."
        + (nearby is not null ? $" Perhaps you would like to ask: “{nearby}”"
            : topics.Count > 0 ? $" I can help with {Join(topics.Select(t => $"“{t}”"), "and")}." : "");

    public override string WhatCanYouDo(IReadOnlyList<string> topics, IReadOnlyList<string> examples) =>
        (topics.Count > 0 ? $"I can help with {Join(topics.Select(t => $"“{t}”"), "and")}. " : "")
        + $"You could ask me: {Join(examples.Select(e => $"“{Bare(e)}”"))}?";

    public override string Greeting(Persona persona) => $"Hello! I am {persona.Name}. What would you like to know?";

    public override string WhoAreYou(Persona persona) =>
        $"I am {persona.Name}, a digital human, not a real person{(persona.Role.Length > 0 ? $", who {Bare(persona.Role)}" : "")}.";

    private static string Join(IEnumerable<string> parts, string word = "or")
    {
        var all = parts.ToArray();
        return all.Length <= 1 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} {word} {all[^1]}";
    }
}
