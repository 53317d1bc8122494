using System.Text;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Language.Chinese.Speech;

/// <summary>
/// Reads Chinese characters aloud: words are found first, so that characters with several readings get the right one
/// (银行 háng, 行走 xíng), then tones change in company.
/// </summary>
public sealed class ChineseReader(ChineseLexicon lexicon)
{
    private const string Toned = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ";
    private const string Plain = "aaaaeeeeiiiioooouuuuüüüünnnm";
    private const string Tones = "1234123412341234123412342342";

    private readonly ChineseSegmenter segmenter = new(lexicon);

    /// <summary>
    /// One breath: the syllables of the characters of <paramref name="text"/>; what is no known character is left out.
    /// </summary>
    public IReadOnlyList<Syllable> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var syllables = new List<Syllable>();
        var word = 0;
        foreach (var range in segmenter.Cut(text))
        {
            var readings = range.Length > 1 ? lexicon.Readings(range.Of(text)) : null;
            for (var i = 0; i < range.Length; i++)
            {
                var character = text[range.Start + i];
                var reading = readings?[i] ?? LoneCharacter.Reading(text, range.Start + i)
                    ?? (lexicon.Readings(character) is [var first, ..] ? first : null);
                if (reading is not null)
                {
                    var (pinyin, tone) = Split(reading);
                    syllables.Add(new(character, pinyin, tone, new TextRange(range.Start + i, 1), word));
                }
            }

            word++;
        }

        var changed = syllables.ToArray();
        ToneSandhi.Apply(changed);
        return changed;
    }

    /// <summary>A reading with a tone mark, <c>zhōng</c>, in letters and tone.</summary>
    internal static (string Pinyin, int Tone) Split(string reading)
    {
        var plain = new StringBuilder(reading.Length);
        var tone = 0;
        foreach (var letter in reading)
        {
            var toned = Toned.IndexOf(letter, StringComparison.Ordinal);
            if (toned >= 0)
            {
                plain.Append(Plain[toned]);
                tone = Tones[toned] - '0';
            }
            else if (char.IsLetter(letter))
            {
                plain.Append(letter);
            }
        }

        return (plain.ToString(), tone);
    }
}
