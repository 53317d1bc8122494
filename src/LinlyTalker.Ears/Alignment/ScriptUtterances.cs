using System.Buffers;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Ears.Alignment;

/// <summary>A script with the times of its words as utterances, one a sentence, with the words as they are written.</summary>
public static class ScriptUtterances
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?。！？\n");

    /// <param name="times">As an aligner found them.</param>
    /// <param name="sampleRate">That the times count in.</param>
    public static IEnumerable<Utterance> Of(string script, Core.Flow.Alignment times, int sampleRate, string language)
    {
        var sentence = new List<Word>();
        var written = "";
        var span = default(SampleSpan);
        for (var i = 0; i < times.Words.Count; i++)
        {
            // With what stands before the first word and behind each: quotes, commas, the sentence's end.
            var from = i == 0 ? 0 : times.Words[i].Range.Start;
            var to = i + 1 < times.Words.Count ? times.Words[i + 1].Range.Start : script.Length;
            span = written.Length == 0 ? times.Words[i].Span : new(span.Start, times.Words[i].Span.End);
            written += script[from..to];
            if (to < script.Length && !char.IsWhiteSpace(script[to - 1]))
            {
                // The parts of ill-disposed are said as two words and written as one.
                continue;
            }

            sentence.Add(new Word(written.Trim(), span, 1));
            written = "";
            if (i + 1 == times.Words.Count || script.AsSpan(times.Words[i].Range.End..to).ContainsAny(Ends))
            {
                yield return new Utterance
                {
                    Text = string.Join(' ', sentence.Select(word => word.Text)),
                    Language = language,
                    Words = [.. sentence],
                    Span = new SampleSpan(sentence[0].Span.Start, sentence[^1].Span.End),
                    SampleRate = sampleRate,
                };
                sentence.Clear();
            }
        }
    }
}
