using System.Text;
using System.Text.RegularExpressions;

namespace LinlyTalker.Language.Normalisation.English;

/// <summary>Web and mail addresses, names of files and of programs.</summary>
internal static partial class AddressRules
{
    /// <summary>Of an address no more is read: nobody can follow it.</summary>
    private const int LongestPath = 60;

    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Mail(), m => $"{Read(m.Groups["user"].Value)} at {Read(m.Groups["host"].Value)}"),
        new(Web(), m => Read(m.Groups["host"].Value + m.Groups["path"].Value)),
        new(DotNet(), _ => "dot net"),
        new(Language(), m => m.Groups["letter"].Value.ToLowerInvariant() + (m.Value.EndsWith('#') ? " sharp" : " plus plus")),
        new(Hashtag(), m => "hashtag " + Spelling.Mixed(m.Groups["tag"].Value)),
        new(DottedName(), m => Read(m.Value)),
    ];

    private static string Read(string address)
    {
        var text = address.Length <= LongestPath ? address : address[..LongestPath];
        var words = new StringBuilder();
        var name = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                name.Append(c);
                continue;
            }

            Flush();
            words.Append(c switch
            {
                '.' => " dot",
                '/' => " slash",
                '-' => " dash",
                '_' => " underscore",
                '+' => " plus",
                ':' => " colon",
                '~' => " tilde",
                _ => "",
            });
        }

        Flush();
        return words.ToString().Trim();

        void Flush()
        {
            if (name.Length > 0)
            {
                words.Append(' ').Append(Spelling.Mixed(name.ToString()));
                name.Clear();
            }
        }
    }

    [GeneratedRegex(@"\G(?:mailto:)?(?<user>[A-Za-z0-9._+-]{1,64})@(?<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();

    /// <summary>A query or fragment is matched and not read.</summary>
    [GeneratedRegex(@"\G(?:(?:https?|ftp)://|(?=www\.))(?<host>[A-Za-z0-9.:-]*[A-Za-z0-9])(?<path>(?:/[\w.~+-]*\w)*)/?(?:[?#][^\s<>""]*[\w/=])?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Web();

    [GeneratedRegex(@"\G\.NET\b", RegexOptions.CultureInvariant)]
    private static partial Regex DotNet();

    [GeneratedRegex(@"\G(?<letter>[A-Z])(?:\+\+|#)(?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Language();

    [GeneratedRegex(@"\G#(?<tag>[A-Za-z]\w*)", RegexOptions.CultureInvariant)]
    private static partial Regex Hashtag();

    [GeneratedRegex(@"\G[A-Za-z0-9][\w-]{0,63}(?:\.[a-z][a-z0-9]{1,9})+(?![\w@])(?:/[\w./~-]*\w)?", RegexOptions.CultureInvariant)]
    private static partial Regex DottedName();
}
