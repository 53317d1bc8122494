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

        var guess = Abbreviation(word) ?? (Humps(word) is { Count: > 1 } humps
            ? string.Join(' ', humps.SelectMany(h => Of(h).Take(1)))
            : Possessive(lower) ?? Compound(lower) ?? letters.Value.Of(lower));
        return guess.Length > 0 ? [guess] : [];
    }

    /// <summary>Capitals throughout, a plural's s apart; or nothing that could be a syllable's heart.</summary>
    private string? Abbreviation(string word)
    {
        if (word is [.. { Length: > 1 and <= 5 } stem, 's'] && stem.All(char.IsAsciiLetterUpper))
        {
            return Plural(Spell(stem));
        }

        var spelled = word.Length is > 1 and <= 5 && word.All(char.IsAsciiLetterUpper);
        return spelled || !word.Any(c => Vowels.Contains(char.ToLowerInvariant(c), StringComparison.Ordinal)) ? Spell(word) : null;
    }

    private string Spell(string word) => string.Join(' ', word.ToLowerInvariant()
        .Select(c => lexicon.Find($"{c}.").Concat(lexicon.Find(c.ToString())).FirstOrDefault(""))
        .Where(name => name.Length > 0));

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
