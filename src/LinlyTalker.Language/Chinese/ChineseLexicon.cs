using System.Text;
using System.Text.RegularExpressions;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Language.Chinese;

/// <summary>
/// Chinese words and how they are read: the tables of the npm package pinyin-pro (MIT), model <c>pinyin-dictionary</c>.
/// They are parsed as text; no script is run. Immutable, safe for many threads.
/// </summary>
public sealed partial class ChineseLexicon
{
    // dict1 holds single characters by reading; the others hold words of 2, 3, 4, and more characters, the commonest first.
    private static readonly string[] WordFiles = ["dict2.mjs", "dict3.mjs", "dict4.mjs", "dict5.mjs"];
    private const string CharacterFile = "dict1.mjs";
    private const string SurnameFile = "surname.mjs";
    private const long SizeLimit = 16 << 20;

    private readonly Dictionary<char, string[]> characters;
    private readonly Dictionary<string, Entry> words;
    private readonly Dictionary<string, string[]> surnames;

    private ChineseLexicon(
        Dictionary<char, string[]> characters, Dictionary<string, Entry> words, Dictionary<string, string[]> surnames)
    {
        this.characters = characters;
        this.words = words;
        this.surnames = surnames;
        LongestWord = words.Count == 0 ? 1 : words.Keys.Max(w => w.Length);
    }

    public int WordCount => words.Count;

    public int CharacterCount => characters.Count;

    /// <summary>In characters.</summary>
    public int LongestWord { get; }

    /// <param name="folder">The package's folder (the one that holds <c>dist</c>), or the folder of the tables themselves.</param>
    /// <exception cref="ModelMissingException">There are no tables.</exception>
    /// <exception cref="ModelFormatException">A table holds nothing that can be read.</exception>
    public static ChineseLexicon Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string[] places = [folder, Path.Combine(folder, "dist", "esm", "data"), Path.Combine(folder, "package", "dist", "esm", "data")];
        var place = places.FirstOrDefault(p => File.Exists(Path.Combine(p, CharacterFile)))
            ?? throw new ModelMissingException(
                $"{folder} holds no Chinese dictionary ({CharacterFile}); fetch it with: linly models pull pinyin-dictionary");
        var words = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var file in WordFiles)
        {
            foreach (var (word, readings) in Words(Path.Combine(place, file)))
            {
                words.TryAdd(word, new Entry(readings, words.Count));
            }
        }

        foreach (var (word, readings) in EverydayWords.All)
        {
            words[word] = new Entry(readings, words.TryGetValue(word, out var listed) ? listed.Rank : words.Count);
        }

        var surnames = File.Exists(Path.Combine(place, SurnameFile))
            ? Words(Path.Combine(place, SurnameFile)).DistinctBy(w => w.Word).ToDictionary(w => w.Word, w => w.Readings)
            : [];
        return new ChineseLexicon(Characters(Path.Combine(place, CharacterFile)), words, surnames);
    }

    /// <summary>All readings of a character with tone marks (<c>háng</c>, <c>xíng</c>), the commonest first; empty if unknown.</summary>
    public IReadOnlyList<string> Readings(char character) => characters.TryGetValue(character, out var found) ? found : [];

    /// <summary>The readings of a word's characters with tone marks, or null when the word is not listed.</summary>
    public IReadOnlyList<string>? Readings(string word) => words.TryGetValue(word, out var entry) ? entry.Readings : null;

    /// <summary>The readings of a family name, which may differ from the word's, or null.</summary>
    public IReadOnlyList<string>? SurnameReadings(string surname) => surnames.GetValueOrDefault(surname);

    /// <summary>0 for the commonest word of the tables; -1 when the word is not listed.</summary>
    internal int Rank(ReadOnlySpan<char> word) =>
        words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var entry) ? entry.Rank : -1;

    private static IEnumerable<(string Word, string[] Readings)> Words(string file)
    {
        var any = false;
        foreach (Match match in WordEntry().Matches(Read(file)))
        {
            var word = match.Groups["word"].Value;
            var readings = match.Groups["reading"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (readings.Length == word.Length)
            {
                any = true;
                yield return (word, readings);
            }
        }

        if (!any)
        {
            throw new ModelFormatException($"{file} holds no line like 这个: 'zhè ge'; pull pinyin-dictionary again.");
        }
    }

    private static Dictionary<char, string[]> Characters(string file)
    {
        var readings = new Dictionary<char, string[]>();
        foreach (Match match in CharacterEntry().Matches(Read(file)))
        {
            var values = match.Groups["reading"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var character in match.Groups["characters"].Value.Where(Han.Is))
            {
                readings.TryAdd(character, values);
            }
        }

        return readings.Count > 0
            ? readings
            : throw new ModelFormatException($"{file} holds no line like líng: ['伶']; pull pinyin-dictionary again.");
    }

    private static string Read(string file)
    {
        var info = new FileInfo(file);
        return !info.Exists ? throw new ModelMissingException($"{file} is missing; fetch it with: linly models pull pinyin-dictionary")
            : info.Length > SizeLimit ? throw new ModelFormatException($"{file} is {info.Length >> 20} MB; a dictionary table has less than one.")
            : File.ReadAllText(file, Encoding.UTF8);
    }

    [GeneratedRegex("""^\s*["']?(?<word>[\u3400-\u9fff〇]+)["']?\s*:\s*["'](?<reading>[^"'\n]+)["']""", RegexOptions.Multiline, 5000)]
    private static partial Regex WordEntry();

    [GeneratedRegex("""^\s*["']?(?<reading>[\p{L}\p{M} ]+?)["']?\s*:\s*\[(?<characters>[^\]]*)\]""", RegexOptions.Multiline, 5000)]
    private static partial Regex CharacterEntry();

    private readonly record struct Entry(string[] Readings, int Rank);
}
