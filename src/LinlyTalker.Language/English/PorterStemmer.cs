namespace LinlyTalker.Language.English;

/// <summary>
/// Brings the forms of an English word to one stem: <c>delivered</c>, <c>delivery</c> → <c>deliv</c>, <c>deliveri</c>.
/// M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), as published.
/// </summary>
public static class PorterStemmer
{
    private static readonly (string Suffix, string Stem)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"),
        ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"),
        ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"),
        ("iviti", "ive"), ("biliti", "ble"),
    ];

    private static readonly (string Suffix, string Stem)[] Step3 =
    [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ];

    private static readonly string[] Step4 =
    [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti",
        "ous", "ive", "ize",
    ];

    /// <param name="word">Lower case; anything with other letters than a–z comes back unchanged.</param>
    public static string Stem(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (word.Length <= 2 || word.AsSpan().ContainsAnyExceptInRange('a', 'z'))
        {
            return word;
        }

        word = Plural(word);
        word = PastAndGerund(word);
        word = word.EndsWith('y') && HasVowel(word.AsSpan(0, word.Length - 1)) ? word[..^1] + "i" : word;
        word = Replace(word, Step2);
        word = Replace(word, Step3);
        word = StripStep4(word);
        return FinalE(word);
    }

    private static string Plural(string word) =>
        word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("ies", StringComparison.Ordinal) ? word[..^2]
        : word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1]
        : word;

    private static string PastAndGerund(string word)
    {
        if (word.EndsWith("eed", StringComparison.Ordinal))
        {
            return Measure(word.AsSpan(0, word.Length - 3)) > 0 ? word[..^1] : word;
        }

        var cut = word.EndsWith("ed", StringComparison.Ordinal) ? 2 : word.EndsWith("ing", StringComparison.Ordinal) ? 3 : 0;
        if (cut == 0 || !HasVowel(word.AsSpan(0, word.Length - cut)))
        {
            return word;
        }

        word = word[..^cut];
        if (word.EndsWith("at", StringComparison.Ordinal) || word.EndsWith("bl", StringComparison.Ordinal)
            || word.EndsWith("iz", StringComparison.Ordinal))
        {
            return word + "e";
        }

        if (EndsInDoubleConsonant(word) && word[^1] is not ('l' or 's' or 'z'))
        {
            return word[..^1];
        }

        return Measure(word) == 1 && EndsConsonantVowelConsonant(word) ? word + "e" : word;
    }

    private static string Replace(string word, (string Suffix, string Stem)[] rules)
    {
        (string Suffix, string Stem) best = ("", "");
        foreach (var rule in rules)
        {
            if (rule.Suffix.Length > best.Suffix.Length && word.EndsWith(rule.Suffix, StringComparison.Ordinal))
            {
                best = rule;
            }
        }

        var (suffix, ending) = best;
        var stem = word.AsSpan(0, word.Length - suffix.Length);
        return suffix.Length > 0 && Measure(stem) > 0 ? string.Concat(stem, ending) : word;
    }

    private static string StripStep4(string word)
    {
        var suffix = "";
        foreach (var candidate in Step4)
        {
            suffix = candidate.Length > suffix.Length && word.EndsWith(candidate, StringComparison.Ordinal) ? candidate : suffix;
        }

        if (suffix.Length == 0)
        {
            return word;
        }

        var stem = word.AsSpan(0, word.Length - suffix.Length);
        var allowed = suffix != "ion" || (stem.Length > 0 && stem[^1] is 's' or 't');
        return allowed && Measure(stem) > 1 ? stem.ToString() : word;
    }

    private static string FinalE(string word)
    {
        if (word.EndsWith('e'))
        {
            var stem = word.AsSpan(0, word.Length - 1);
            var measure = Measure(stem);
            if (measure > 1 || (measure == 1 && !EndsConsonantVowelConsonant(stem)))
            {
                word = word[..^1];
            }
        }

        return word.EndsWith("ll", StringComparison.Ordinal) && Measure(word.AsSpan(0, word.Length - 1)) > 1 ? word[..^1] : word;
    }

    /// <summary>The number of vowel-consonant sequences: m in Porter's [C](VC)^m[V].</summary>
    private static int Measure(ReadOnlySpan<char> stem)
    {
        var measure = 0;
        for (var i = 1; i < stem.Length; i++)
        {
            if (IsConsonant(stem, i) && !IsConsonant(stem, i - 1))
            {
                measure++;
            }
        }

        return measure;
    }

    private static bool HasVowel(ReadOnlySpan<char> stem)
    {
        for (var i = 0; i < stem.Length; i++)
        {
            if (!IsConsonant(stem, i))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsInDoubleConsonant(string word) =>
        word.Length >= 2 && word[^1] == word[^2] && IsConsonant(word, word.Length - 1);

    private static bool EndsConsonantVowelConsonant(ReadOnlySpan<char> word) =>
        word.Length >= 3 && IsConsonant(word, word.Length - 1) && !IsConsonant(word, word.Length - 2)
        && IsConsonant(word, word.Length - 3) && word[^1] is not ('w' or 'x' or 'y');

    private static bool IsConsonant(ReadOnlySpan<char> word, int index) => word[index] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => index == 0 || !IsConsonant(word, index - 1),
        _ => true,
    };
}
