using System.Buffers;
using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Voice.Streaming;

/// <summary>
/// Cuts sentences into chunks: a short one first, so that sound begins at once, then longer ones; sound that comes
/// by pieces is passed on as it comes. Positions run on from sentence to sentence. Which chunk is a sentence's last
/// is not known here.
/// </summary>
internal sealed class ChunkCutter
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Further = TimeSpan.FromMilliseconds(400);

    private long position;

    /// <param name="part">Where the said text stands in the sentence's spoken text.</param>
    public async IAsyncEnumerable<SpeechChunk> CutAsync(
        Sentence sentence, TextRange part, SaidStream said, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var start = position;
        var end = start + said.Length;
        var captions = new Captions(sentence, part, said, start);
        var pending = new ArrayBufferWriter<float>();
        await foreach (var piece in said.Samples.WithCancellation(cancellation).ConfigureAwait(false))
        {
            pending.Write(piece.Span);
            var all = pending.WrittenMemory.ToArray();
            var available = position + all.Length;
            var from = position;
            while (position < available && (available == end || available - position >= Samples(Shortest)))
            {
                cancellation.ThrowIfCancellationRequested();
                var longest = Samples(position == 0 ? First : Further);

                // A last piece of less than half a chunk is not worth its own.
                var next = available - position < longest * 3 / 2 ? available : position + longest;
                var sound = all.AsMemory((int)(position - from), (int)(next - position));
                yield return captions.Next(new(sound, said.SampleRate, position), next == end);
                position = next;
            }

            pending.ResetWrittenCount();
            pending.Write(all.AsSpan((int)(position - from)));
        }

        long Samples(TimeSpan time) => (long)(time.TotalSeconds * said.SampleRate);
    }

    /// <summary>The words and phonemes that go with each chunk of a sentence.</summary>
    private sealed class Captions
    {
        private readonly Sentence sentence;
        private readonly TextRange part;
        private readonly PhonemeSpan[] phonemes;
        private readonly WordSpan[] words;
        private int text;

        public Captions(Sentence sentence, TextRange part, SaidStream said, long start)
        {
            (this.sentence, this.part, text) = (sentence, part, part.Start);
            phonemes = [.. said.Phonemes.Select(p => p with { Span = p.Span.Shift(start) })];
            words = [.. said.Words.Select(w => new WordSpan(new(w.Range.Start + part.Start, w.Range.Length), w.Span.Shift(start)))];
        }

        public SpeechChunk Next(AudioChunk audio, bool isEnd)
        {
            var begun = words.Where(w => w.Span.Start >= audio.Position && w.Span.Start < audio.Span.End).ToList();
            var following = words.FirstOrDefault(w => w.Span.Start >= audio.Span.End);
            var textEnd = isEnd ? part.End : begun.Count == 0 ? text : following?.Range.Start ?? part.End;
            var chunk = new SpeechChunk
            {
                Sentence = sentence,
                Text = sentence.Spoken[text..textEnd],
                Audio = audio,
                Phonemes = phonemes,
                Words = begun,
            };
            text = textEnd;
            return chunk;
        }
    }
}
