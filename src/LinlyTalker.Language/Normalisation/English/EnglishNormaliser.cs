using System.Text.RegularExpressions;
using LinlyTalker.Core.Flow;
using LinlyTalker.Language.English;

namespace LinlyTalker.Language.Normalisation.English;

/// <summary>
/// English as it is said, in lower-case or capitalised words of the letters a to z with apostrophes. The text is
/// read once from left to right: the first rule that matches where the reader stands takes its part.
/// </summary>
public sealed partial class EnglishNormaliser : INormaliser
{
    /// <summary>Before anything else: what looks like a word or a number at first.</summary>
    private static readonly Rule[] Rules =
    [
        .. AddressRules.All, .. DateRules.All, .. QuantityRules.All, .. NumberRules.All, .. AbbreviationRules.All,
    ];

    public IReadOnlyList<SpokenWord> Normalise(string text)
    {
        var words = new List<SpokenWord>();
        text = AsciiDigits(text);
        var isShouted = !text.Any(char.IsLower);
        for (var at = 0; at < text.Length;)
        {
            at += char.IsWhiteSpace(text[at]) ? Blank(text, at, words)
                : IsPlainWord(text, at, out var length) || !TryRules(text, at, words, out length) ? Take(text, at, length, isShouted, words)
                : length;
        }

        return words;
    }

    /// <summary>Digits of other scripts, which the rules would match and could not count, as those of this one.</summary>
    private static string AsciiDigits(string text) => text.Any(c => char.IsDigit(c) && !char.IsAsciiDigit(c))
        ? string.Concat(text.Select(c => char.IsDigit(c) ? (char)('0' + char.GetNumericValue(c)) : c))
        : text;

    /// <summary>Most of a text: small letters and a space, which no rule wants.</summary>
    private static bool IsPlainWord(string text, int at, out int length)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiLetterLower(text[end]))
        {
            end++;
        }

        length = end - at;
        return length > 3 && (end == text.Length || text[end] == ' ');
    }

    private static bool TryRules(string text, int at, List<SpokenWord> words, out int length)
    {
        foreach (var rule in Rules)
        {
            var match = rule.Pattern.Match(text, at);
            if (match.Success && match.Length > 0 && rule.Say(match) is { } spoken)
            {
                length = match.Length;
                var written = match.ValueSpan.TrimEnd();
                foreach (var word in spoken.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    var isPause = word[^1] == ',';
                    words.Add(new(isPause ? word[..^1] : word, new TextRange(at, written.Length), isPause ? ',' : '\0'));
                }

                return true;
            }
        }

        length = 0;
        return false;
    }

    /// <summary>A word that no rule wants, or one sign.</summary>
    private static int Take(string text, int at, int length, bool isShouted, List<SpokenWord> words)
    {
        var match = length > 0 ? null : Word().Match(text, at);
        if (length == 0 && !match!.Success)
        {
            Sign(text, at, words);
            return char.IsSurrogatePair(text, at) ? 2 : 1;
        }

        length = length > 0 ? length : match!.Length;
        var range = new TextRange(at, length);
        var word = Letters.Fold(text.AsSpan(at, length));
        foreach (var spoken in Say(word, isShouted).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(Spelling.Break))
        {
            words.Add(new(spoken, range));
        }

        return length;
    }

    private static string Say(string word, bool isShouted)
    {
        var capitals = word.Count(char.IsUpper);
        if (word.Any(char.IsAsciiDigit))
        {
            return Spelling.Mixed(word);
        }

        if (word.Length < 2 || capitals == 0 || (capitals == 1 && char.IsUpper(word[0])))
        {
            return word;
        }

        var isAcronym = capitals == word.Length || (capitals == word.Length - 1 && word[^1] == 's');
        return !isAcronym ? word.Contains('\'') ? word : Spelling.Mixed(word)
            : isShouted && (word.Length > 3 || EnglishStopWords.IsStop(word.ToLowerInvariant())) ? word.ToLowerInvariant()
            : Spelling.Capitals(word);
    }

    /// <summary>Signs that are said, and signs that make a pause behind the word before.</summary>
    private static void Sign(string text, int at, List<SpokenWord> words)
    {
        var (before, after) = (At(text, at - 1), At(text, at + 1));
        var isLoose = before == ' ' && after == ' ';
        var spoken = text[at] switch
        {
            '&' => "and",
            '@' => "at",
            '+' when isLoose || char.IsDigit(after) => "plus",
            '=' when isLoose || char.IsDigit(before) => "equals",
            '×' => "times",
            '÷' => "divided by",
            '*' when isLoose && At(text, at + 2) is >= '0' and <= '9' => "times",
            '/' when isLoose && At(text, at + 2) is >= '0' and <= '9' => "divided by",
            '-' or '−' when isLoose && At(text, at - 2) is >= '0' and <= '9' && At(text, at + 2) is >= '0' and <= '9' => "minus",
            '<' when isLoose => "less than",
            '>' when isLoose => "greater than",
            '≤' => "at most",
            '≥' => "at least",
            '≈' or '~' when char.IsDigit(after) || after == ' ' => "about",
            '#' when char.IsDigit(after) => "number",
            '%' => "percent",
            '°' => "degrees",
            '§' => "section",
            _ => "",
        };
        foreach (var word in spoken.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            words.Add(new(word, new TextRange(at, 1)));
        }

        var mark = text[at] switch
        {
            '.' or '!' or '?' or ',' or ';' or ':' => text[at],
            '(' or ')' or '[' or ']' or '…' or '—' or '–' or '，' or '、' => ',',
            '。' => '.',
            '！' => '!',
            '？' => '?',
            '-' when isLoose && spoken.Length == 0 => ',',
            _ => '\0',
        };
        if (mark != '\0')
        {
            Pause(mark, words);
        }
    }

    private static int Blank(string text, int at, List<SpokenWord> words)
    {
        if (text[at] == '\n')
        {
            Pause(At(text, at + 1) == '\n' ? '.' : ',', words);
        }

        return 1;
    }

    private static void Pause(char mark, List<SpokenWord> words)
    {
        // Of several signs the first that ends a clause stays; a comma gives way.
        if (words.Count > 0 && (words[^1].Mark is '\0' or ','))
        {
            words[^1] = words[^1] with { Mark = mark };
        }
    }

    private static char At(string text, int at) => at >= 0 && at < text.Length ? text[at] : ' ';

    [GeneratedRegex(@"\G\p{L}[\p{L}\p{M}\d]*(?:['’]\p{L}+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
