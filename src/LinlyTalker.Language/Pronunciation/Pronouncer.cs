namespace LinlyTalker.Language.Pronunciation;

/// <summary>
/// How any English word sounds: by the dictionary, else spelled out (PBX), else by its dictionary parts (LinlyTalker,
/// prompts'), else by what words that look alike sound like.
/// </summary>
public sealed class Pronouncer(Lexicon lexicon)
{
    private const int ShortestPart = 4;
    private const string Vowels = "aeiouy";
    private const string Hissing = "S Z SH ZH CH JH";
    private const string Voiceless = "P T K F TH";

    private readonly Lazy<LetterToSound> letters = new(() => LetterToSound.Learn(lexicon));

    /// <summary>Whether the lexicon itself has the word, in lower case.</summary>
    public bool Knows(string word) => lexicon.Contains(word);

    /// <param name="word">In its own case: capitals within tell an abbreviation, or joined words.</param>
    /// <returns>Likely pronunciations, best first; none for a word without a letter from a to z.</returns>
    public IReadOnlyList<string> Of(string word)
    {
        var lower = word.ToLowerInvariant();
        if (lexicon.Find(lower) is { Count: > 0 } known)
        {
            return known;
        }

        if (!lower.Any(char.IsAsciiLetter))
        {
            return [];
        }

        if (IsSpelled(word))
        {
            var capitals = word.TrimEnd('s');
            var spelled = Spell(capitals.ToLowerInvariant());
            return [capitals.Length < word.Length && capitals.Length > 0 ? Plural(spelled) : spelled];
        }

        return Humps(word) is { Count: > 1 } humps ? [string.Join(' ', humps.Select(h => Of(h)[0]))]
            : Possessive(lower) is { } possessive ? [possessive]
            : Compound(lower) is { } compound ? [compound]
            : letters.Value.Of(lower) is { Length: > 0 } guess ? [guess]
            : [];
    }

    /// <summary>Capitals throughout (a plural's s apart), or nothing that could be a syllable's heart.</summary>
    private static bool IsSpelled(string word) =>
        (word.Length is > 1 and <= 5 && word.TrimEnd('s').All(char.IsAsciiLetterUpper))
        || !word.Any(c => Vowels.Contains(char.ToLowerInvariant(c), StringComparison.Ordinal));

    private string Spell(string word) =>
        string.Join(' ', word.Where(char.IsAsciiLetter).Select(c => lexicon.Find($"{c}.") is { Count: > 0 } name ? name[0]
            : lexicon.Find(c.ToString()) is { Count: > 0 } letter ? letter[^1] : ""));

    private static string Plural(string phones) => phones[(phones.LastIndexOf(' ') + 1)..] switch
    {
        var last when Hissing.Split(' ').Contains(last) => $"{phones} IH Z",
        var last when Voiceless.Split(' ').Contains(last) => $"{phones} S",
        _ => $"{phones} Z",
    };

    private string? Possessive(string word) => word switch
    {
        [.. var stem, '\'', 's'] when lexicon.Find(stem) is { Count: > 0 } known => Plural(known[0]),
        [.. var stem, '\''] when lexicon.Find(stem) is { Count: > 0 } known => known[0],
        [.. var stem, 's'] when stem.Length >= ShortestPart && lexicon.Find(stem) is { Count: > 0 } known => Plural(known[0]),
        _ => null,
    };

    /// <summary>Two words of the dictionary in one; the longest first part that leaves a second.</summary>
    private string? Compound(string word)
    {
        for (var cut = word.Length - ShortestPart; cut >= ShortestPart; cut--)
        {
            if (lexicon.Find(word[..cut]) is { Count: > 0 } first && lexicon.Find(word[cut..]) is { Count: > 0 } second)
            {
                return $"{first[0]} {second[0]}";
            }
        }

        return null;
    }

    /// <summary>CamelCase cut before each capital that follows a small letter.</summary>
    private static List<string> Humps(string word)
    {
        var humps = new List<string>();
        var start = 0;
        for (var i = 1; i < word.Length; i++)
        {
            if (char.IsAsciiLetterUpper(word[i]) && char.IsAsciiLetterLower(word[i - 1]))
            {
                humps.Add(word[start..i]);
                start = i;
            }
        }

        humps.Add(word[start..]);
        return humps;
    }
}
