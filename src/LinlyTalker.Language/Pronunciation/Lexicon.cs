using System.Collections.Frozen;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Language.Pronunciation;

/// <summary>
/// Words and how they sound, in ARPAbet without stress (the CMU Pronouncing Dictionary's form:
/// <c>read R IY D</c>, then <c>read(2) R EH D</c>).
/// </summary>
public sealed class Lexicon
{
    private readonly FrozenDictionary<string, string[]> entries;

    private Lexicon(Dictionary<string, string[]> entries) =>
        this.entries = entries.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every word with its pronunciations, commonest first; phones are separated by one space.</summary>
    public IEnumerable<KeyValuePair<string, string[]>> Entries => entries;

    public int Count => entries.Count;

    /// <exception cref="ModelMissingException">There is no such file.</exception>
    /// <exception cref="ModelFormatException">A line is not a word and its phones.</exception>
    public static Lexicon Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new ModelMissingException(
                $"The pronunciation dictionary {path} is missing. Fetch it with: linly models pull pocketsphinx-en-us");
        }

        using var reader = File.OpenText(path);
        return Read(reader, path);
    }

    /// <param name="reader">One word a line; empty lines and lines that begin with <c>;;;</c> are skipped.</param>
    /// <param name="name">What an error calls the text.</param>
    /// <exception cref="ModelFormatException">A line is not a word and its phones.</exception>
    public static Lexicon Read(TextReader reader, string name)
    {
        var entries = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith(";;;", StringComparison.Ordinal))
            {
                continue;
            }

            var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 2)
            {
                throw new ModelFormatException($"{name}, line {number}: '{line.Trim()}' has no phones after the word.");
            }

            var word = WithoutVariant(parts[0]);
            var phones = string.Join(' ', parts, 1, parts.Length - 1);
            entries[word] = entries.TryGetValue(word, out var known) ? [.. known, phones] : [phones];
        }

        return new Lexicon(entries);
    }

    public bool Contains(string word) => entries.ContainsKey(word);

    /// <summary>The word's pronunciations, commonest first; none when it is unknown.</summary>
    public IReadOnlyList<string> Find(string word) => entries.GetValueOrDefault(word) ?? [];

    private static string WithoutVariant(string word) =>
        word[^1] == ')' && word.LastIndexOf('(') is > 0 and var bracket ? word[..bracket] : word;
}
