using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Tests.Core.Conversations;

/// <summary>
/// Says each word in 100 samples at 1000 Hz, one chunk a word. Before each, the script may make it wait or fail.
/// </summary>
internal sealed class ScriptedVoice : IVoice
{
    public const int Rate = 1000;
    public const int Word = 100;

    private int open;

    /// <summary>Called with the sentence and the word before it is said.</summary>
    public Func<Sentence, string, Task?> Before { get; set; } = (_, _) => null;

    /// <summary>Does not stop when asked, as a library that cannot.</summary>
    public bool IsDeafToCancellation { get; init; }

    /// <summary>Ends after so many words without a word about it.</summary>
    public int LosesVoiceAfter { get; init; } = int.MaxValue;

    /// <summary>How it sounds, from the first word on; empty: the same always.</summary>
    public float[] Sound { get; init; } = [];

    public int Open => open;

    public int Words { get; private set; }

    /// <summary>Whose voice was asked for last.</summary>
    public string? Asked { get; private set; }

    public async IAsyncEnumerable<SpeechChunk> SpeakAsync(
        IAsyncEnumerable<Sentence> sentences, SpeakOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Interlocked.Increment(ref open);
        Asked = options.Voice;
        try
        {
            var position = 0L;
            await foreach (var sentence in sentences.WithCancellation(cancellation))
            {
                var ranges = Ranges(sentence.Spoken).ToList();
                foreach (var range in ranges)
                {
                    if (Before(sentence, range.Of(sentence.Spoken)) is { } wait)
                    {
                        await (IsDeafToCancellation ? wait : wait.WaitAsync(cancellation));
                    }

                    if (Words == LosesVoiceAfter)
                    {
                        yield break;
                    }

                    Words++;
                    yield return Say(sentence, range, position, range == ranges[^1]);
                    position += Word;
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }

    private SpeechChunk Say(Sentence sentence, TextRange range, long position, bool isLast)
    {
        var samples = new float[Word];
        Array.Fill(samples, 0.5f);
        if (position + Word <= Sound.Length)
        {
            Sound.AsSpan((int)position, Word).CopyTo(samples);
        }

        return new SpeechChunk
        {
            Sentence = sentence,
            Text = range.Of(sentence.Spoken),
            Audio = new AudioChunk(samples, Rate, position),
            Words = [new WordSpan(range, new SampleSpan(position, position + Word))],
            IsLast = isLast,
        };
    }

    private static IEnumerable<TextRange> Ranges(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf(' ', start);
            end = end < 0 ? text.Length : end;
            if (end > start)
            {
                yield return new TextRange(start, end - start);
            }

            start = end + 1;
        }
    }
}

/// <summary>Opens the jaw while there is sound.</summary>
internal sealed class FakeAnimator : IAnimator
{
    /// <summary>The chunk that it fails at, counted over all replies; -1: never.</summary>
    public int FailsAt { get; set; } = -1;

    public Exception Failure { get; init; } = new InvalidOperationException("no face");

    public int Animated { get; private set; }

    public FaceMotion Animate(SpeechChunk chunk)
    {
        if (Animated++ == FailsAt)
        {
            throw Failure;
        }

        var first = chunk.Audio.Position * FaceMotion.FramesPerSecond / chunk.Audio.SampleRate;
        var end = chunk.Audio.Span.End * FaceMotion.FramesPerSecond / chunk.Audio.SampleRate;
        var motion = new FaceMotion(first, (int)(end - first));
        for (var i = 0; i < motion.FrameCount; i++)
        {
            motion[i, FaceChannel.JawOpen] = 1;
        }

        return motion;
    }
}
