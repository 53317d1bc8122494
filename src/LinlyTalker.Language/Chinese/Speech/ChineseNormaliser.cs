using LinlyTalker.Core.Flow;
using LinlyTalker.Language.Normalisation;

namespace LinlyTalker.Language.Chinese.Speech;

/// <summary>
/// Chinese text as it is said: figures in characters, then runs of characters and words in Latin letters, with the
/// pauses that punctuation makes.
/// </summary>
public sealed class ChineseNormaliser : INormaliser
{
    private const string Pauses = ",，、;；:：.。!！?？…\n";
    private const string PauseMarks = ",,,;;::..!!??..";

    public IReadOnlyList<SpokenWord> Normalise(string text)
    {
        var words = new List<SpokenWord>();
        foreach (var part in ChineseRewriter.Rewrite(text))
        {
            // Cleaned behind the rewriting, which needs signs such as ~ and ℃.
            var rewritten = part.Spoken != part.Source.Of(text);
            var spoken = SpeakableText.Clean(part.Spoken);
            for (var at = 0; at < spoken.Length;)
            {
                var length = RunLength(spoken, at);
                var source = rewritten ? part.Source : new TextRange(part.Source.Start + at, length);
                Append(words, spoken.Substring(at, length), source);
                at += length;
            }
        }

        return words;
    }

    private static void Append(List<SpokenWord> words, string run, TextRange source)
    {
        if (char.IsLetterOrDigit(run[0]))
        {
            words.Add(new(run, source));
        }
        else if (words.Count > 0 && words[^1].Mark == '\0' && Pauses.IndexOf(run[0], StringComparison.Ordinal) is >= 0 and var pause)
        {
            words[^1] = words[^1] with { Mark = PauseMarks[pause] };
        }
    }

    /// <summary>Characters in a run, a word in letters, or one sign.</summary>
    private static int RunLength(string text, int start)
    {
        var kind = Kind(text[start]);
        var end = start + 1;
        while (kind != 0 && end < text.Length && Kind(text[end]) == kind)
        {
            end++;
        }

        return end - start;
    }

    private static int Kind(char character) =>
        Han.Is(character) ? 1 : char.IsLetterOrDigit(character) || character is '\'' ? 2 : 0;
}
