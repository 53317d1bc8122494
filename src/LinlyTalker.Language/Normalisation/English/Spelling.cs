using System.Collections.Frozen;
using System.Text;

namespace LinlyTalker.Language.Normalisation.English;

/// <summary>How a row of letters and digits that is no ordinary word is said.</summary>
internal static class Spelling
{
    /// <summary>Longer rows are broken, since no engine has such words.</summary>
    private const int LongestWord = 30;

    /// <summary>"ay" is the letter: "a" alone is the article.</summary>
    private const string NameOfA = "ay";

    /// <summary>Capitals that are said as a word.</summary>
    private static readonly FrozenSet<string> SaidAsWords = Set(
        "NASA NATO UNESCO UNICEF OPEC ASAP RAM ROM PIN SIM JPEG GIF COVID AIDS LASER RADAR SCUBA NAFTA FIFA IKEA YAML JSON " +
        "LAN WAN GAN LORA BERT CUDA SIMD ONNX NASDAQ OSHA SWAT TED UEFA VIN ZIP TODO LINUX UNIX NUMA BIOS RAID SWIFT RUST");

    /// <summary>Capitals, or small, that are spelled though they could be read.</summary>
    private static readonly FrozenSet<string> Spelled = Set(
        "AI IT US UK EU UN TV PC ID PR HR UI UX OS IO API CEO CTO CFO CIA FBI USA UAE URL USB GPU CPU TPU NPU FAQ DIY VIP " +
        "ATM EST AWS IBM BBC CNN NBA NFL DNA RNA MRI SSD HDD LED LCD PDF XML SQL CSV HTML HTTP HTTPS WWW LLM TTS ASR VAD UTC GMT");

    /// <summary>Every letter by its name.</summary>
    public static string Letters(string letters)
    {
        var words = letters.Where(char.IsAsciiLetter).Select(c => c is 'a' or 'A' ? NameOfA : char.ToLowerInvariant(c).ToString());
        return string.Join(' ', words);
    }

    /// <summary>A row of capitals: a word, or letters; a small plural s may follow.</summary>
    public static string Capitals(string letters)
    {
        if (letters.Length > 2 && letters[^1] == 's')
        {
            var singular = Capitals(letters[..^1]);
            return singular.Contains(' ') || singular.Length == 1 ? singular + "'s" : singular + "s";
        }

        var isWord = SaidAsWords.Contains(letters) || (letters.Length > 3 && !Spelled.Contains(letters) && IsReadable(letters));
        return isWord ? letters.ToLowerInvariant() : Letters(letters);
    }

    /// <summary>
    /// A name as in addresses and programs, "LinlyTalker2": parted where case or kind changes; what has no vowel is
    /// spelled.
    /// </summary>
    public static string Mixed(string name)
    {
        var words = new List<string>();
        foreach (var run in Runs(name))
        {
            words.Add(char.IsAsciiDigit(run[0]) ? NumberWords.Cardinal(run)
                : run.All(char.IsUpper) && run.Length > 1 ? Capitals(run)
                : run.Length == 1 || Spelled.Contains(run.ToUpperInvariant()) || !IsReadable(run) ? Letters(run)
                : string.Join(' ', Break(run)));
        }

        return string.Join(' ', words);
    }

    /// <summary>Pieces that an engine can take; one for any ordinary word.</summary>
    public static IEnumerable<string> Break(string word) => word.Chunk(LongestWord).Select(c => new string(c));

    /// <summary>It has a vowel and no crowd of consonants.</summary>
    private static bool IsReadable(string letters)
    {
        var (vowels, crowd, longest) = (0, 0, 0);
        foreach (var c in letters)
        {
            var isVowel = "aeiouyAEIOUY".Contains(c);
            vowels += isVowel ? 1 : 0;
            crowd = isVowel ? 0 : crowd + 1;
            longest = Math.Max(longest, crowd);
        }

        return vowels > 0 && longest <= 4;
    }

    private static IEnumerable<string> Runs(string name)
    {
        var run = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var parts = run.Length > 0 && (char.IsAsciiDigit(c) != char.IsAsciiDigit(run[^1])
                || (char.IsUpper(c) && !char.IsUpper(run[^1]))
                || (char.IsUpper(c) && i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (parts || !char.IsAsciiLetterOrDigit(c))
            {
                if (run.Length > 0)
                {
                    yield return run.ToString();
                }

                run.Clear();
            }

            if (char.IsAsciiLetterOrDigit(c))
            {
                run.Append(c);
            }
        }

        if (run.Length > 0)
        {
            yield return run.ToString();
        }
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
