using System.Text;

namespace LinlyTalker.Language.English;

/// <summary>
/// How an English word sounds, roughly, from its spelling alone: one letter a sound, every vowel an <c>A</c>. In the
/// spirit of Philips' Metaphone (Computer Language, 1990), but voicing is kept (so that <see cref="SoundDistance"/> can
/// price it) and vowels stay, since a recogniser that mishears a word seldom changes its number of syllables.
/// </summary>
/// <remarks>
/// Letters: A vowel, B P D T G K F V S Z M N L R W Y H as written, <c>0</c> th, <c>X</c> sh, <c>C</c> ch, <c>J</c> as in judge,
/// <c>Q</c> ng.
/// </remarks>
public static class PhoneticKey
{
    // Longest first at one place; the value may be empty (silent).
    private static readonly (string Letters, string Sounds)[] Clusters =
    [
        ("tion", "XAN"), ("sion", "XAN"), ("cian", "XAN"), ("tious", "XAS"), ("cious", "XAS"), ("ture", "CAR"),
        ("tch", "C"), ("dge", "J"), ("sch", "SK"), ("chr", "KR"), ("sci", "SA"), ("sce", "SA"), ("igh", "A"),
        ("ch", "C"), ("sh", "X"), ("th", "0"), ("ph", "F"), ("ck", "K"), ("qu", "KW"), ("ng", "Q"), ("wh", "W"),
        ("ci", "SA"), ("ce", "SA"), ("cy", "SA"), ("ge", "JA"), ("gi", "JA"), ("gy", "JA"), ("mb", "M"), ("gh", ""),
        ("x", "KS"), ("c", "K"), ("q", "K"), ("b", "B"), ("d", "D"), ("f", "F"), ("g", "G"), ("h", "H"), ("j", "J"),
        ("k", "K"), ("l", "L"), ("m", "M"), ("n", "N"), ("p", "P"), ("r", "R"), ("s", "S"), ("t", "T"), ("v", "V"),
        ("w", "W"), ("z", "Z"), ("y", "Y"),
    ];

    private static readonly (string Letters, string Sounds)[] Beginnings =
    [
        ("kn", "N"), ("gn", "N"), ("wr", "R"), ("ps", "S"), ("pn", "N"), ("who", "HA"), ("wh", "W"), ("gh", "G"), ("x", "Z"),
    ];

    /// <param name="word">Lower case letters; anything else is passed over.</param>
    public static string Of(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var key = new StringBuilder(word.Length);
        var at = 0;
        foreach (var (letters, sounds) in Beginnings)
        {
            if (word.StartsWith(letters, StringComparison.Ordinal))
            {
                key.Append(sounds);
                at = letters.Length;
                break;
            }
        }

        while (at < word.Length)
        {
            at += AppendSound(word, at, key);
        }

        return Tidy(key);
    }

    private static int AppendSound(string word, int at, StringBuilder key)
    {
        var rest = word.AsSpan(at);
        if (rest is "e" && at > 1 && key.ToString().Contains('A'))
        {
            return 1; // a final e is silent
        }

        if (rest[0] is 'a' or 'e' or 'i' or 'o' or 'u' || (rest[0] == 'y' && at > 0))
        {
            key.Append('A');
            return 1;
        }

        foreach (var (letters, sounds) in Clusters)
        {
            if (rest.StartsWith(letters, StringComparison.Ordinal))
            {
                key.Append(sounds);
                return letters.Length;
            }
        }

        return 1;
    }

    /// <summary>Doubled sounds count once.</summary>
    private static string Tidy(StringBuilder key)
    {
        var tidy = new StringBuilder(key.Length);
        for (var i = 0; i < key.Length; i++)
        {
            if (i == 0 || key[i] != key[i - 1])
            {
                tidy.Append(key[i]);
            }
        }

        return tidy.ToString();
    }
}
