using LinlyTalker.Core.Flow;
using LinlyTalker.Native.Sherpa;

namespace LinlyTalker.Ears.Sherpa;

/// <summary>
/// Words with times out of a model's tokens. Models mark the pieces of words in ways of their own, so the text itself
/// says where words are: a space begins one, and so does every Chinese or Japanese character.
/// </summary>
internal static class TokenWords
{
    /// <summary>A token without a length of its own lasts until the next, and so long at most.</summary>
    private const float LongestToken = 0.4f;

    /// <param name="length">Of the sound, in samples.</param>
    /// <param name="sampleRate">That spans are counted in.</param>
    public static IReadOnlyList<Word> Of(SherpaHeard heard, int length, int sampleRate)
    {
        var text = heard.Text;
        var starts = WordStarts(text);
        if (starts.Count == 0)
        {
            return [];
        }

        var times = Times(heard, starts, (float)length / sampleRate) ?? Even(text, starts, (float)length / sampleRate);
        var words = new Word[starts.Count];
        for (var i = 0; i < words.Length; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1] : text.Length;
            var span = new SampleSpan(Sample(times[i].Start), Sample(times[i].End));
            words[i] = new Word(text[starts[i]..end].Trim(), span, times[i].Confidence);
        }

        return words;

        long Sample(float seconds) => Math.Clamp((long)MathF.Round(seconds * sampleRate), 0, length);
    }

    /// <summary>Where each word begins; punctuation belongs to the word before it.</summary>
    private static List<int> WordStarts(string text)
    {
        var starts = new List<int>();
        for (var i = 0; i < text.Length; i++)
        {
            var begins = char.IsLetterOrDigit(text[i]) && (i == 0 || IsCharacterWord(text[i]) || IsCharacterWord(text[i - 1]) || !IsInWord(text, i - 1));
            if (begins)
            {
                starts.Add(i);
            }
        }

        if (starts.Count > 0)
        {
            starts[0] = 0; // With what stands before it: “¿qué.
        }

        return starts;
    }

    private static bool IsInWord(string text, int at) =>
        char.IsLetterOrDigit(text[at]) || (!char.IsWhiteSpace(text[at]) && at > 0 && char.IsLetterOrDigit(text[at - 1]) && !IsCharacterWord(text[at - 1]) && text[at] < 0x3000);

    /// <summary>Han, kana: a word of their own.</summary>
    private static bool IsCharacterWord(char c) => c is (>= '\u3400' and <= '\u9FFF') or (>= '\u3040' and <= '\u30FF') or (>= '\uF900' and <= '\uFAFF');

    /// <returns>Null when the model tells no times.</returns>
    private static (float Start, float End, float Confidence)[]? Times(SherpaHeard heard, List<int> starts, float total)
    {
        if (heard.Tokens.Count == 0 || heard.Starts.Count != heard.Tokens.Count)
        {
            return null;
        }

        var times = new (float Start, float End, float Confidence)[starts.Count];
        Array.Fill(times, (float.NaN, 0, 1));
        var logs = new (float Sum, int Count)[starts.Count];
        var (word, at) = (0, 0);
        for (var i = 0; i < heard.Tokens.Count; i++)
        {
            var bare = heard.Tokens[i].Trim(' ', '▁').Replace("@@", "", StringComparison.Ordinal);
            var found = bare.Length == 0 ? -1 : heard.Text.IndexOf(bare, at, Math.Min(heard.Text.Length - at, bare.Length + 8), StringComparison.OrdinalIgnoreCase);
            if (found >= 0)
            {
                at = found + bare.Length;
                while (word + 1 < starts.Count && starts[word + 1] <= found)
                {
                    word++;
                }
            }

            var start = heard.Starts[i];
            var next = i + 1 < heard.Starts.Count ? heard.Starts[i + 1] : total;
            var end = heard.Lengths.Count == heard.Tokens.Count ? start + heard.Lengths[i] : Math.Min(Math.Max(next, start), start + LongestToken);
            times[word] = (float.IsNaN(times[word].Start) ? start : times[word].Start, Math.Max(end, times[word].End), 1);
            if (heard.LogProbabilities.Count == heard.Tokens.Count)
            {
                logs[word] = (logs[word].Sum + heard.LogProbabilities[i], logs[word].Count + 1);
            }
        }

        var last = 0f;
        for (var i = 0; i < times.Length; i++)
        {
            // A word whose tokens were rewritten (numbers as digits) stands where the one before it ended.
            var (start, end, _) = float.IsNaN(times[i].Start) ? (last, last, 1) : times[i];
            var confidence = logs[i].Count == 0 ? 1 : MathF.Exp(Math.Min(0, logs[i].Sum / logs[i].Count));
            times[i] = (Math.Max(start, last), Math.Max(end, last), confidence);
            last = times[i].Start;
        }

        return times;
    }

    /// <summary>A guess where the model tells no times: words last as long as they are written.</summary>
    private static (float Start, float End, float Confidence)[] Even(string text, List<int> starts, float total)
    {
        var times = new (float, float, float)[starts.Count];
        for (var i = 0; i < times.Length; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1] : text.Length;
            times[i] = (total * starts[i] / text.Length, total * end / text.Length, 1);
        }

        return times;
    }
}
