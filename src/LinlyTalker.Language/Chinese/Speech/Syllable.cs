using LinlyTalker.Core.Flow;

namespace LinlyTalker.Language.Chinese.Speech;

/// <summary>One syllable to be said.</summary>
/// <param name="Character">The character it is read from.</param>
/// <param name="Pinyin">Without tone, <c>ü</c> as such: <c>lü</c>, <c>zhong</c>.</param>
/// <param name="Tone">1 to 4; 0 for the neutral tone.</param>
/// <param name="Range">Where the character stands in the text that was read.</param>
/// <param name="Word">Number of the word it belongs to.</param>
public readonly record struct Syllable(char Character, string Pinyin, int Tone, TextRange Range, int Word)
{
    public override string ToString() => $"{Pinyin}{Tone}";
}
