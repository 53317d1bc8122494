using LinlyTalker.Core.Flow;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Voice.Streaming;

/// <summary>
/// Cuts sentences into chunks: a short one first, so that sound begins at once, then longer ones. Positions run on
/// from sentence to sentence. Which chunk is a sentence's last is not known here.
/// </summary>
internal sealed class ChunkCutter
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Further = TimeSpan.FromMilliseconds(400);

    private long position;

    /// <param name="part">Where the said text stands in the sentence's spoken text.</param>
    public IEnumerable<SpeechChunk> Cut(Sentence sentence, TextRange part, SaidSentence said)
    {
        var start = position;
        var end = start + said.Samples.Length;
        PhonemeSpan[] phonemes = [.. said.Phonemes.Select(p => p with { Span = p.Span.Shift(start) })];
        WordSpan[] words =
        [
            .. said.Words.Select(w => new WordSpan(new(w.Range.Start + part.Start, w.Range.Length), w.Span.Shift(start))),
        ];
        var text = part.Start;
        while (position < end)
        {
            var longest = (long)((position == 0 ? First : Further).TotalSeconds * said.SampleRate);

            // A last piece of less than half a chunk is not worth its own.
            var next = end - position < longest * 3 / 2 ? end : position + longest;
            var begun = words.Where(w => w.Span.Start >= position && w.Span.Start < next).ToList();
            var following = words.FirstOrDefault(w => w.Span.Start >= next);
            var textEnd = next == end ? part.End : begun.Count == 0 ? text : following?.Range.Start ?? part.End;
            yield return new SpeechChunk
            {
                Sentence = sentence,
                Text = sentence.Spoken[text..textEnd],
                Audio = new(said.Samples.AsMemory((int)(position - start), (int)(next - position)), said.SampleRate, position),
                Phonemes = phonemes,
                Words = begun,
            };
            text = textEnd;
            position = next;
        }
    }
}
