using System.Text.RegularExpressions;
using LinlyTalker.Brain.Documents;
using LinlyTalker.Brain.Terms;

namespace LinlyTalker.Brain.Wording;

/// <summary>Of a long passage, the one to three sentences that fit the question best, in their order.</summary>
internal static partial class AnswerExtract
{
    private const int Sentences = 3;

    public static string Of(string answer, AnalysedText question, TextAnalyser analyser)
    {
        if (PlainText.Of(answer).Length <= Sayable.Limit(answer))
        {
            return answer;
        }

        var sentences = SentenceEnd().Split(answer).Where(s => s.Trim().Length > 0).ToArray();
        if (sentences.Length <= Sentences)
        {
            return answer;
        }

        var asked = question.Keys.ToHashSet(StringComparer.Ordinal);
        var hits = sentences.Select(s => analyser.Analyse(PlainText.Of(s)).Keys.Count(asked.Contains)).ToArray();
        var best = Enumerable.Range(0, sentences.Length - Sentences + 1)
            .MaxBy(i => (hits.Skip(i).Take(Sentences).Sum(), -i));
        return string.Concat(sentences.Skip(best).Take(Sentences)).Trim();
    }

    // Behind a full stop that white space follows, a Chinese one, or an empty line.
    [GeneratedRegex(@"(?<=[.!?]\s)(?=\S)|(?<=[。！？])|(?<=\n\n)", RegexOptions.None, 2000)]
    private static partial Regex SentenceEnd();
}
