using LinlyTalker.Core.Flow;
using LinlyTalker.Face.Motion;

namespace LinlyTalker.Tests.Face;

/// <summary>Speech for tests, without a voice.</summary>
internal static class TestMotion
{
    public const int SampleRate = 16000;

    /// <summary>"Hello, my name is Grace. How can I help you?": symbol, seconds, stress.</summary>
    private static readonly (string Ipa, double Length, int Stress)[] Sounds =
    [
        ("", .18, 0), ("h", .06, 0), ("ɛ", .08, 0), ("l", .08, 0), ("o", .16, 1), ("ʊ", .08, 1), ("", .10, 0), ("m", .08, 0),
        ("a", .10, 1), ("ɪ", .08, 1), ("n", .07, 0), ("e", .05, 1), ("ɪ", .04, 1), ("m", .08, 0), ("ɪ", .07, 0), ("z", .07, 0),
        ("ɡ", .06, 0), ("ɹ", .06, 0), ("e", .07, 1), ("ɪ", .05, 1), ("s", .12, 0), ("", .18, 0), ("h", .05, 0), ("a", .07, 1),
        ("ʊ", .05, 1), ("k", .06, 0), ("æ", .07, 0), ("n", .06, 0), ("a", .08, 1), ("ɪ", .06, 1), ("h", .04, 0), ("ɛ", .08, 1),
        ("l", .06, 0), ("p", .08, 0), ("j", .05, 0), ("u", .19, 1), ("", .30, 0),
    ];

    public static IReadOnlyList<PhonemeSpan> Phonemes { get; } = Spans(Sounds);

    public static long Length => Phonemes[^1].Span.End;

    public static PhonemeSpan[] Spans(IEnumerable<(string Ipa, double Length, int Stress)> sounds)
    {
        var at = 0.0;
        return
        [
            .. sounds.Select(s => new PhonemeSpan(
                s.Ipa, new((long)Math.Round(at * SampleRate), (long)Math.Round((at += s.Length) * SampleRate)), s.Stress)),
        ];
    }

    /// <summary>A stretch of a sentence; its sound is a steady tone.</summary>
    public static SpeechChunk Chunk(IReadOnlyList<PhonemeSpan> phonemes, long start, long end, string? emotion = null)
    {
        var samples = new float[end - start];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = 0.2f * MathF.Sin((start + i) * 2 * MathF.PI / 80);
        }

        return new()
        {
            Sentence = new()
            {
                Index = 0, Text = "-", Spoken = "-", Language = "en",
                Marks = emotion is null ? [] : [new(MarkKind.Emotion, emotion, new(0, 1))],
            },
            Audio = new(samples, SampleRate, start),
            Phonemes = phonemes,
        };
    }

    public static FaceMotion Animate(IReadOnlyList<PhonemeSpan> phonemes) =>
        new PhonemeAnimator().Animate(Chunk(phonemes, 0, phonemes[^1].Span.End));

    /// <summary>One frame of channels: a sound held for ever.</summary>
    public static float[] Frame(string ipa)
    {
        var motion = Animate(Spans([(ipa, 2.0, 1)]));
        return motion.Frame(motion.FrameCount / 2).ToArray();
    }
}
