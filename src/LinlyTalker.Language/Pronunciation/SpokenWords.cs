using System.Text.RegularExpressions;
using LinlyTalker.Language.Normalisation.English;

namespace LinlyTalker.Language.Pronunciation;

/// <summary>
/// An English text as the words that are heard when it is read: what a recogniser's language model is made of, and
/// what its errors are counted in.
/// </summary>
public static partial class SpokenWords
{
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ";
    private const string Unaccented = "aaaaaaceeeeiiiinoooooouuuuyy";

    /// <summary>
    /// The words in their own case; apostrophes stay inside words, digits become words, signs that are read become
    /// words, brackets with what they hold (stage directions) and all other signs go.
    /// </summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var plain = Brackets().Replace(text.Replace('’', '\''), " ");
        plain = Address().Replace(plain, " ");
        plain = DayTime().Replace(plain, " $1 m ");
        var words = new List<string>();
        foreach (Match token in Token().Matches(plain))
        {
            var word = token.Value;
            if (char.IsAsciiDigit(word[0]))
            {
                words.AddRange(NumberWords.Cardinal(word).Split(' '));
            }
            else if (char.IsLetter(word[0]))
            {
                words.Add(Plain(word));
            }
            else
            {
                words.Add(Sign(word[0]));
            }
        }

        return words;
    }

    private static string Sign(char sign) => sign switch
    {
        '#' => "pound",
        '*' => "star",
        '&' => "and",
        '%' => "percent",
        '@' => "at",
        _ => "plus",
    };

    /// <summary>é as e: the dictionary's letters are a to z.</summary>
    private static string Plain(string word) => word.All(char.IsAscii)
        ? word
        : string.Concat(word.Select(c => Accented.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal) switch
        {
            < 0 => c,
            var i => char.IsUpper(c) ? char.ToUpperInvariant(Unaccented[i]) : Unaccented[i],
        }));

    [GeneratedRegex(@"\[[^\]]*\]|\([^)]*\)")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"https?://\S+|\S+/\S+/\S*", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"\b([ap])\.m\b\.?", RegexOptions.IgnoreCase)]
    private static partial Regex DayTime();

    [GeneratedRegex(@"\d+(?:,\d{3})*|[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*|[#*&%@+]")]
    private static partial Regex Token();
}
