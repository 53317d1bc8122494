using LinlyTalker.Language.Chinese;
using LinlyTalker.Language.English;

namespace LinlyTalker.Brain.Terms;

/// <summary>
/// Words and phrases of everyday questions that mean much the same, in English and Chinese. Each line of the table is a
/// concept; a phrase may belong to several.
/// </summary>
public sealed class Synonyms
{
    private readonly Dictionary<string, string[]> concepts = new(StringComparer.Ordinal);
    private readonly HashSet<string> beginnings = new(StringComparer.Ordinal);

    private Synonyms(IEnumerable<string> lines)
    {
        foreach (var line in lines.Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var key = "@" + line[..colon].Trim();
            foreach (var phrase in line[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var stems = Han.Any(phrase) ? phrase : string.Join(' ', phrase.Split(' ').Select(PorterStemmer.Stem));
                concepts[stems] = concepts.TryGetValue(stems, out var known) ? [.. known.Append(key).Distinct()] : [key];
                beginnings.Add(stems.Split(' ')[0]);
                LongestChinese = Math.Max(LongestChinese, Han.Any(phrase) ? phrase.Length : 0);
                LongestEnglish = Math.Max(LongestEnglish, phrase.Count(c => c == ' ') + 1);
            }
        }
    }

    /// <summary>The table that the program comes with.</summary>
    public static Synonyms Default { get; } = new(ReadTable());

    /// <summary>In words.</summary>
    public int LongestEnglish { get; } = 1;

    /// <summary>In characters.</summary>
    public int LongestChinese { get; }

    /// <summary>A phrase begins with this stem.</summary>
    public bool Begins(string stem) => beginnings.Contains(stem);

    /// <param name="phrase">English stems joined by spaces, or Chinese.</param>
    public IReadOnlyList<string> ConceptsOf(ReadOnlySpan<char> phrase) =>
        concepts.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(phrase, out var found) ? found : [];

    private static string[] ReadTable()
    {
        using var stream = typeof(Synonyms).Assembly.GetManifestResourceStream("Synonyms.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }
}
