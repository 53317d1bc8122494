using System.Text;

namespace LinlyTalker.Language.Chinese;

/// <summary>
/// How a Chinese text sounds, syllable by syllable, without tones and with the pairs folded that speakers and recognisers
/// mix up (zh/z, ch/c, sh/s, n/l, -ng/-n): a misheard word has the sound of the right one.
/// </summary>
public sealed class PinyinSound(ChineseLexicon lexicon)
{
    // Four tones of each vowel; a neutral tone is written plain.
    private const string TonedVowels = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ";
    private const string PlainVowels = "aeiouv";

    private readonly ChineseSegmenter segmenter = new(lexicon);

    /// <summary>One folded syllable for each Chinese character of <paramref name="text"/> that the dictionary knows.</summary>
    public IReadOnlyList<string> Syllables(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var syllables = new List<string>();
        foreach (var range in segmenter.Cut(text))
        {
            var word = range.Of(text);
            var readings = word.Length > 1 ? lexicon.Readings(word) : lexicon.Readings(word[0]).Take(1);
            syllables.AddRange((readings ?? []).Select(Fold));
        }

        return syllables;
    }

    /// <summary>A reading with a tone mark, <c>zhàng</c>, becomes its folded sound, <c>zan</c>.</summary>
    public static string Fold(string reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var plain = new StringBuilder(reading.Length);
        foreach (var letter in reading)
        {
            var toned = TonedVowels.IndexOf(letter, StringComparison.Ordinal);
            plain.Append(toned >= 0 ? PlainVowels[toned / 4] : letter == 'ü' ? 'v' : letter);
        }

        var sound = plain.ToString();
        sound = sound.Length > 1 && sound[1] == 'h' && sound[0] is 'z' or 'c' or 's' ? sound.Remove(1, 1) : sound;
        sound = sound.StartsWith('l') ? string.Concat("n", sound.AsSpan(1)) : sound;
        return sound.EndsWith("ng", StringComparison.Ordinal) ? sound[..^1] : sound;
    }
}
