namespace LinlyTalker.Language.Chinese.Speech;

/// <summary>
/// How tones change in company (Duanmu, The Phonology of Standard Chinese, 2007, ch. 11): 不 and 一 before other tones,
/// and a third tone before a third.
/// </summary>
public static class ToneSandhi
{
    private const string Digits = "零〇一二三四五六七八九十第幺";
    private const string Counted = Digits + "百千万亿";

    /// <summary>Changes the tones of one breath of syllables in place.</summary>
    public static void Apply(Span<Syllable> syllables)
    {
        for (var i = 0; i < syllables.Length; i++)
        {
            if (syllables[i].Character is '不' or '一')
            {
                syllables[i] = syllables[i] with { Tone = NotOrOne(syllables, i) };
            }
        }

        foreach (var foot in SpeechFeet.Of(syllables))
        {
            ThirdTones(syllables[foot], insideWords: true);
            ThirdTones(syllables[foot], insideWords: false);
        }
    }

    private static int NotOrOne(ReadOnlySpan<Syllable> syllables, int at)
    {
        var previous = at > 0 ? syllables[at - 1].Character : '\0';
        if (at + 1 == syllables.Length)
        {
            return syllables[at].Character == '一' ? 1 : syllables[at].Tone;
        }

        // 是不是, 看一看.
        var next = syllables[at + 1];
        return next.Character == previous ? 0
            : syllables[at].Character == '一' ? One(syllables, at, previous)
            : next.Tone == 4 ? 2
            : syllables[at].Tone;
    }

    /// <summary>一 in a number, a date or at a word's end keeps its first tone; before a fourth it rises, before others it falls.</summary>
    private static int One(ReadOnlySpan<Syllable> syllables, int at, char previous)
    {
        var next = syllables[at + 1];
        var behind = at + 2 < syllables.Length ? syllables[at + 2].Character : '\0';
        var ends = at > 0 && syllables[at - 1].Word == syllables[at].Word && next.Word != syllables[at].Word;
        var counts = In(Counted, previous) || In("周期之初统唯", previous) || In(Digits, next.Character);
        var dates = next.Character is '月' or '号' or '楼' || (next.Character == '日' && previous == '月')
            || (next.Character == '点' && In(Digits, behind));
        return ends || counts || dates ? 1 : next.Tone is 4 or 0 ? 2 : 4;
    }

    private static void ThirdTones(Span<Syllable> syllables, bool insideWords)
    {
        for (var i = 0; i + 1 < syllables.Length; i++)
        {
            if (syllables[i].Tone == 3 && syllables[i + 1].Tone == 3 && syllables[i].Word == syllables[i + 1].Word == insideWords)
            {
                syllables[i] = syllables[i] with { Tone = 2 };
            }
        }
    }

    private static bool In(string characters, char character) => characters.Contains(character, StringComparison.Ordinal);
}
