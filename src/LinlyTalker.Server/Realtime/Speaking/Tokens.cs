using LinlyTalker.Server.Realtime.Protocol;

namespace LinlyTalker.Server.Realtime.Speaking;

/// <summary>
/// Usage where engines count no tokens: a word, or a character of Chinese or Japanese, is one; a tenth of a second of
/// heard sound and a twentieth of spoken sound is one.
/// </summary>
internal static class Tokens
{
    public static int Of(string text)
    {
        var (count, inWord) = (0, false);
        foreach (var letter in text)
        {
            var ideograph = letter >= 0x2E80;
            var begins = !inWord && char.IsLetterOrDigit(letter) && !ideograph;
            count += begins || (ideograph && char.IsLetter(letter)) ? 1 : 0;
            inWord = char.IsLetterOrDigit(letter) && !ideograph;
        }

        return count;
    }

    public static int Heard(TimeSpan sound) => (int)Math.Round(sound.TotalSeconds * 10);

    public static int Spoken(TimeSpan sound) => (int)Math.Round(sound.TotalSeconds * 20);

    public static Usage Sum(int inputText, int inputSound, int outputText, int outputSound)
    {
        var (input, output) = (inputText + inputSound, outputText + outputSound);
        return new Usage(input + output, input, output, new InputTokens(inputText, inputSound), new OutputTokens(outputText, outputSound));
    }
}
