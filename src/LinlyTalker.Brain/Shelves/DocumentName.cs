using System.Globalization;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Brain.Shelves;

/// <summary>What a client calls its file becomes a label: for people and for its ending, never a path.</summary>
internal static class DocumentName
{
    private const int Longest = 120;
    private const string Nameless = "document";

    private static readonly string[] Endings = ["", ".md", ".markdown", ".txt", ".text", ".csv", ".tsv"];

    /// <exception cref="InputException">Its ending says that it is something else.</exception>
    public static string Of(string sent)
    {
        var last = sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..];
        var label = string.Concat(last.Where(IsVisible)).Trim().TrimStart('.').Trim();
        var ending = Path.GetExtension(label);
        if (!Endings.Contains(ending, StringComparer.OrdinalIgnoreCase) && IsEnding(ending))
        {
            throw new InputException($"Files of the kind {ending} are not read; send Markdown (.md), plain text (.txt), or a table of questions and answers (.csv).");
        }

        return label.Length == 0 ? Nameless : label.Length <= Longest ? label : Cut(label, Longest, "");
    }

    /// <summary>The label itself, or one with a number where it is taken.</summary>
    public static string Among(string label, IEnumerable<string> taken)
    {
        var others = taken.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var free = label;
        for (var number = 2; others.Contains(free); number++)
        {
            free = Cut(label, Longest, $" ({number.ToString(CultureInfo.InvariantCulture)})");
        }

        return free;
    }

    private static string Cut(string label, int longest, string mark)
    {
        var ending = Path.GetExtension(label);
        ending = IsEnding(ending) ? ending : "";
        var stem = label[..(label.Length - ending.Length)];
        var length = Math.Min(stem.Length, longest - ending.Length - mark.Length);
        return stem[..(length > 0 && char.IsHighSurrogate(stem[length - 1]) ? length - 1 : length)] + mark + ending;
    }

    /// <summary>"Prices v1.2 for May" has none.</summary>
    private static bool IsEnding(string ending) => ending.Length is > 1 and <= 10 && ending.AsSpan(1).IndexOfAnyExcept(Signs) < 0;

    private static readonly System.Buffers.SearchValues<char> Signs =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    /// <summary>Not line ends, and not what turns the direction of what follows.</summary>
    private static bool IsVisible(char sign) => char.GetUnicodeCategory(sign)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
