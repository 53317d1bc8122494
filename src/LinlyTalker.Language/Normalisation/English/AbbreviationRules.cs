using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace LinlyTalker.Language.Normalisation.English;

/// <summary>Abbreviations with their full stop, initials, and Roman numerals where they cannot be letters.</summary>
internal static partial class AbbreviationRules
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>
    {
        ["Mr"] = "mister", ["Mrs"] = "missus", ["Ms"] = "miz", ["Dr"] = "doctor", ["Prof"] = "professor", ["Rev"] = "reverend",
        ["Hon"] = "honorable", ["Gen"] = "general", ["Sen"] = "senator", ["Rep"] = "representative", ["Gov"] = "governor",
        ["Capt"] = "captain", ["Lt"] = "lieutenant", ["Col"] = "colonel", ["Sgt"] = "sergeant", ["Maj"] = "major",
        ["Pres"] = "president", ["Mt"] = "mount", ["Ft"] = "fort", ["Jr"] = "junior", ["Sr"] = "senior", ["Esq"] = "esquire",
        ["Inc"] = "incorporated", ["Ltd"] = "limited", ["Co"] = "company", ["Corp"] = "corporation", ["Bros"] = "brothers",
        ["Dept"] = "department", ["Univ"] = "university", ["Assn"] = "association", ["Ave"] = "avenue",
        ["Blvd"] = "boulevard", ["Rd"] = "road", ["vs"] = "versus", ["etc"] = "et cetera", ["e.g"] = "for example",
        ["i.e"] = "that is", ["viz"] = "namely", ["cf"] = "compare", ["approx"] = "approximately", ["est"] = "estimated",
        ["incl"] = "including", ["excl"] = "excluding", ["max"] = "maximum", ["min"] = "minimum", ["avg"] = "average",
        ["Ph.D"] = "p h d", ["a.m"] = "ay m", ["p.m"] = "p m", ["al"] = "al", ["ext"] = "extension", ["tel"] = "telephone",
        ["Mon"] = "Monday", ["Tue"] = "Tuesday", ["Tues"] = "Tuesday", ["Wed"] = "Wednesday", ["Thu"] = "Thursday",
        ["Thurs"] = "Thursday", ["Fri"] = "Friday", ["Jan"] = "January", ["Feb"] = "February", ["Apr"] = "April",
        ["Jul"] = "July", ["Aug"] = "August", ["Sep"] = "September", ["Sept"] = "September", ["Oct"] = "October",
        ["Nov"] = "November", ["Dec"] = "December",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Only before a number.</summary>
    private static readonly FrozenDictionary<string, string> BeforeNumbers = new Dictionary<string, string>
    {
        ["No"] = "number", ["no"] = "number", ["Nos"] = "numbers", ["p"] = "page", ["pp"] = "pages", ["Fig"] = "figure",
        ["fig"] = "figure", ["Figs"] = "figures", ["Vol"] = "volume", ["vol"] = "volume", ["Eq"] = "equation",
        ["Ch"] = "chapter", ["ch"] = "chapter", ["Sec"] = "section", ["sec"] = "section", ["Art"] = "article", ["ca"] = "about",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Bare = new Dictionary<string, string>
    {
        ["Mr"] = "mister", ["Mrs"] = "missus", ["Ms"] = "miz", ["Dr"] = "doctor", ["vs"] = "versus", ["etc"] = "et cetera",
        ["OK"] = "okay", ["ok"] = "okay", ["Ok"] = "okay", ["PhD"] = "p h d",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<Rule> All { get; } =
    [
        new(RomanChapter(), m => Roman(m.Value) is { } number ? NumberWords.Cardinal(number) : null),
        new(RomanKing(), m => Roman(m.Value) is { } number ? "the " + NumberWords.Ordinal(number) : null),
        new(Saint(), _ => "saint"),
        new(Street(), _ => "street"),
        new(BeforeNumber(), m => BeforeNumbers.GetValueOrDefault(m.Groups["word"].Value)),
        new(WithStop(), m => Words.GetValueOrDefault(m.Groups["word"].Value)),
        new(Initials(), m => Spelling.Letters(m.Value)),
        new(Without(), _ => "without"),
        new(WithSlash(), _ => "with"),
        new(Plain(), m => Bare.GetValueOrDefault(m.Value)),
    ];

    /// <summary>Null for what is no well-formed numeral.</summary>
    private static long? Roman(string numeral)
    {
        (string Letters, int Value)[] parts = [("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
        var (rest, value) = (numeral, 0);
        foreach (var (letters, worth) in parts)
        {
            for (var times = 0; times < 3 && rest.StartsWith(letters, StringComparison.Ordinal); times++)
            {
                value += worth;
                rest = rest[letters.Length..];
            }
        }

        return rest.Length == 0 && value > 0 ? value : null;
    }

    // The stop of an abbreviation that ends the text is left standing, so that the voice falls.
    [GeneratedRegex(@"\G(?<word>[A-Za-z]\.[A-Za-z]{1,2}|[A-Za-z]{2,6})\.(?=\s*\S|,)(?![\w@])", RegexOptions.CultureInvariant)]
    private static partial Regex WithStop();

    [GeneratedRegex(@"\G(?<word>[A-Za-z]{1,4})\.\s?(?=\d)", RegexOptions.CultureInvariant)]
    private static partial Regex BeforeNumber();

    [GeneratedRegex(@"\G(?:[A-Za-z]\.){2,8}(?!\w)(?<=\.(?!\s*$))|\G(?:[A-Za-z]\.){1,7}[A-Za-z](?=\.?\s*$)(?<=\..)|\G[A-Z]\.(?=\s[A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Initials();

    [GeneratedRegex(@"\GSt\.(?=\s[A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Saint();

    [GeneratedRegex(@"\GSt(?=\.?\s*$)|\GSt\.?(?=,|\s+[a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Street();

    [GeneratedRegex(@"\Gw/o(?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Without();

    [GeneratedRegex(@"\Gw/(?=\s)", RegexOptions.CultureInvariant)]
    private static partial Regex WithSlash();

    [GeneratedRegex(@"\G(?:Mrs?|Ms|Dr|vs|etc|OK|ok|Ok|PhD)(?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"\G(?<=\b(?:Chapter|Part|Volume|Section|Act|Scene|Book|Appendix|Figure|Table|Phase|War|Article|Title|Stage|Episode)\s)[IVXL]{1,7}(?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex RomanChapter();

    [GeneratedRegex(@"\G(?<=\b(?:King|Queen|Pope|Louis|Henry|Edward|Charles|George|William|Elizabeth|Paul|Benedict|James|Richard|Napoleon|Philip|Peter|Catherine|Nicholas|Frederick|Wilhelm|Innocent|Pius|Leo)\s)[IVX]{1,5}(?!\w)(?!\s(?:am|was|have|will|did)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex RomanKing();
}
