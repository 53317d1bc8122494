using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Bench.Live;

/// <summary>Organs of a machine that weighs nothing: what grows beside them is the conversation.</summary>
internal sealed class SoakOrgans : IEars, IBrain, IVoice, IAnimator
{
    private const int Rate = 1000;
    private readonly Channel<Utterance> heard = Channel.CreateUnbounded<Utterance>();

    public void Hear(string text, bool isFinal) =>
        heard.Writer.TryWrite(new Utterance { Text = text, Language = "en", IsFinal = isFinal });

    public void End() => heard.Writer.Complete();

    public IAsyncEnumerable<Utterance> ListenAsync(
        IAsyncEnumerable<AudioChunk> audio, ListenOptions options, CancellationToken cancellation) => heard.Reader.ReadAllAsync(cancellation);

    public async IAsyncEnumerable<ReplyPiece> ReplyAsync(ReplyRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var i = 0; i < 3; i++)
        {
            await Task.Yield();
            yield return new ReplyPiece { Text = $"This is sentence {i} of an answer to what you asked. ", Language = "en" };
        }
    }

    /// <summary>A word each 0.25 s.</summary>
    public async IAsyncEnumerable<SpeechChunk> SpeakAsync(
        IAsyncEnumerable<Sentence> sentences, SpeakOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var position = 0L;
        await foreach (var sentence in sentences.WithCancellation(cancellation))
        {
            for (int start = 0, end; start < sentence.Spoken.Length; start = end + 1)
            {
                end = sentence.Spoken.IndexOf(' ', start);
                end = end < 0 ? sentence.Spoken.Length : end;
                cancellation.ThrowIfCancellationRequested();
                yield return new SpeechChunk
                {
                    Sentence = sentence,
                    Text = sentence.Spoken[start..end],
                    Audio = new AudioChunk(new float[Rate / 4], Rate, position),
                    Words = [new WordSpan(new TextRange(start, end - start), new SampleSpan(position, position + (Rate / 4)))],
                    IsLast = end + 1 >= sentence.Spoken.Length,
                };
                position += Rate / 4;
            }
        }
    }

    public FaceMotion Animate(SpeechChunk chunk)
    {
        var first = chunk.Audio.Position * FaceMotion.FramesPerSecond / Rate;
        return new FaceMotion(first, (int)((chunk.Audio.Span.End * FaceMotion.FramesPerSecond / Rate) - first));
    }
}
