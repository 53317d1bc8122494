namespace LinlyTalker.Ears.Turns;

/// <summary>What the words alone tell about whether an English sentence is finished.</summary>
public static class EnglishSentences
{
    private static readonly HashSet<string> NeverLast =
    [
        "a", "an", "the", "and", "or", "but", "because", "if", "of", "my", "your", "our", "their", "its", "than", "every",
        "into", "um", "uh", "er", "i'm", "we're", "they're", "you're", "i'll", "i'd", "i've", "it's", "that's", "there's",
    ];

    private static readonly HashSet<string> Openers =
    [
        "what", "who", "whom", "whose", "which", "when", "where", "why", "how", "what's", "who's", "where's", "how's", "when's",
        "is", "are", "am", "was", "were", "do", "does", "did", "can", "could", "will", "would", "shall", "should", "may",
        "might", "must", "have", "has", "had", "isn't", "aren't", "don't", "doesn't", "didn't", "can't", "couldn't", "won't",
        "wouldn't",
    ];

    private static readonly HashSet<string> Askers =
        ["what", "who", "whom", "whose", "which", "when", "where", "why", "how", "what's", "who's", "where's", "how's", "when's"];

    /// <summary>"Where are you from" ends so, "would you like to" does not.</summary>
    private static readonly HashSet<string> Prepositions =
        ["to", "for", "with", "from", "in", "on", "at", "about", "by", "after", "before", "until", "like", "under", "over", "through"];

    private static readonly HashSet<string> Givers = ["tell", "show", "give", "send", "ask", "bring", "get", "remind"];

    private static readonly HashSet<string> WantsVerb =
    [
        "do", "does", "did", "can", "could", "will", "would", "shall", "should", "may", "might", "must", "don't", "doesn't",
        "didn't", "can't", "couldn't", "won't", "wouldn't",
    ];

    private static readonly HashSet<string> Pronouns = ["i", "you", "he", "she", "it", "we", "they"];

    private static readonly HashSet<string> Fillers = ["so", "and", "but", "well", "ok", "okay", "hi", "hello", "hey", "please", "then", "now", "yes", "no", "um", "uh"];

    /// <summary>
    /// Whether nobody ends with the last word ("tell me about the", "what can you"), or the recogniser wrote that the
    /// sentence trails off, as Whisper does where it is cut.
    /// </summary>
    public static bool EndsUnfinished(string text) => TrailsOff(text) || EndsUnfinished(Words(LastSentence(text)));

    /// <summary>
    /// Whether the last sentence is a question of at least four words, or of three with its mark, that ends as questions
    /// do. The recogniser's full stop says nothing: it puts one after half a sentence too.
    /// </summary>
    public static bool IsWholeQuestion(string text)
    {
        var sentence = LastSentence(text);
        var words = Spoken(sentence);
        return !TrailsOff(sentence) && EndsAsQuestion(words)
            && (sentence.EndsWith('?') ? words.Length >= 3 : words.Length >= 4 && Openers.Contains(words[0]));
    }

    /// <summary>
    /// Whether it is a question of at least three words but for a comma after it, which Whisper writes after some that are over.
    /// </summary>
    public static bool IsQuestionBeforeComma(string text)
    {
        var sentence = LastSentence(text);
        var words = Spoken(sentence);
        return sentence.EndsWith(',') && words.Length >= 3 && Openers.Contains(words[0]) && EndsAsQuestion(words);
    }

    private static string[] Spoken(string sentence) => [.. Words(sentence).SkipWhile(Fillers.Contains)];

    private static bool EndsAsQuestion(string[] words) => words.Length > 1 && !EndsUnfinished(words)
        && !(Prepositions.Contains(words[^1]) && !Askers.Contains(words[0]))
        && !(words[^1] is "me" or "us" && Givers.Contains(words[^2]));

    private static bool EndsUnfinished(string[] words) =>
        words.Length > 0 && (NeverLast.Contains(words[^1])
            || (words.Length > 1 && Pronouns.Contains(words[^1]) && WantsVerb.Contains(words[^2])));

    private static bool TrailsOff(string text) =>
        text.TrimEnd() is var end && (end.EndsWith("..", StringComparison.Ordinal) || end.EndsWith('…') || end.EndsWith(',') || end.EndsWith('-'));

    private static string LastSentence(string text)
    {
        var trimmed = text.TrimEnd();
        var body = trimmed.TrimEnd('.', '?', '!', '…', ' ');
        var cut = -1;
        for (var i = 0; i + 1 < body.Length; i++)
        {
            cut = ".?!".Contains(body[i], StringComparison.Ordinal) && body[i + 1] == ' ' ? i + 1 : cut;
        }

        return trimmed[(cut + 1)..].Trim();
    }

    private static string[] Words(string sentence) =>
    [
        .. sentence.Replace('’', '\'').Split([' ', ',', ';', ':'], StringSplitOptions.RemoveEmptyEntries)
            .Select(w => string.Concat(w.Where(c => char.IsLetterOrDigit(c) || c == '\'')).ToLowerInvariant())
            .Where(w => w.Length > 0),
    ];
}
