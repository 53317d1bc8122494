namespace LinlyTalker.Language.Chinese.Speech;

/// <summary>
/// How tones change in company (Duanmu, The Phonology of Standard Chinese, 2007, ch. 11): 不 and 一 before other tones,
/// and a third tone before a third.
/// </summary>
public static class ToneSandhi
{
    private const string Counted = "零〇一二三四五六七八九十百千万亿第幺";

    /// <summary>
    /// Changes the tones of one breath of syllables in place. <paramref name="words"/> groups them: index of the word
    /// that each syllable belongs to; inside a word changes come first, then across words.
    /// </summary>
    public static void Apply(Span<Syllable> syllables, ReadOnlySpan<int> words)
    {
        for (var i = 0; i < syllables.Length; i++)
        {
            var previous = i > 0 ? syllables[i - 1].Character : '\0';
            var next = i + 1 < syllables.Length ? syllables[i + 1] : default(Syllable?);
            syllables[i] = syllables[i].Character switch
            {
                '不' when next?.Tone == 4 => syllables[i] with { Tone = 2 },
                '一' => syllables[i] with { Tone = OneTone(previous, next) },
                _ => syllables[i],
            };
        }

        ThirdTones(syllables, words, acrossWords: false);
        ThirdTones(syllables, words, acrossWords: true);
    }

    /// <summary>一 in a number and at the end keeps its first tone; before a fourth it rises, before others it falls.</summary>
    private static int OneTone(char previous, Syllable? next) => next switch
    {
        null => 1,
        _ when Counted.Contains(previous, StringComparison.Ordinal) => 1,
        { Character: var c } when Counted.Contains(c, StringComparison.Ordinal) && c is not ('百' or '千' or '万' or '亿') => 1,
        { Character: '月' or '号' or '日' or '楼' or '点' } => 1,
        { Tone: 4 or 0 or 5 } => 2,
        _ => 4,
    };

    private static void ThirdTones(Span<Syllable> syllables, ReadOnlySpan<int> words, bool acrossWords)
    {
        for (var i = 0; i + 1 < syllables.Length; i++)
        {
            if (syllables[i].Tone == 3 && syllables[i + 1].Tone == 3 && (words[i] != words[i + 1]) == acrossWords)
            {
                syllables[i] = syllables[i] with { Tone = 2 };
            }
        }
    }
}
