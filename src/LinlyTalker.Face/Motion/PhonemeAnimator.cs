using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Face.Motion;

public sealed record AnimatorOptions
{
    /// <summary>How far the mouth moves; 1 is plain speech, 1.3 an orator, 0.7 a mumbler.</summary>
    public float Strength { get; init; } = 1;

    /// <summary>Strength of an emotion that a sentence is marked with, 0 to 1.</summary>
    public float Emotion { get; init; } = 0.8f;
}

/// <summary>
/// Moves a face from the phonemes that the voice reports. A pure function of the chunk: since a chunk carries its
/// whole sentence's phonemes, the motion of a sentence is the same however it is cut into chunks, but for the loudness
/// of a frame that a cut divides.
/// </summary>
public sealed class PhonemeAnimator(AnimatorOptions? options = null) : IAnimator
{
    /// <summary>Root mean square of a vowel at the loudness that voices are set to (−18 LUFS).</summary>
    private const float UsualLevel = 0.16f;

    /// <summary>Pauses longer than this are long enough to blink in.</summary>
    private const float BlinkPause = 0.15f;

    private readonly AnimatorOptions options = options ?? new();

    public FaceMotion Animate(SpeechChunk chunk)
    {
        var audio = chunk.Audio;
        var first = FirstFrameFrom(audio.Span.Start, audio.SampleRate);
        var motion = new FaceMotion(first, (int)(FirstFrameFrom(audio.Span.End, audio.SampleRate) - first));
        var score = new SpeechScore(chunk.Phonemes, audio.SampleRate);
        var emotion = chunk.Sentence.Marks.FirstOrDefault(m => m.Kind == MarkKind.Emotion)?.Value;
        for (var i = 0; i < motion.FrameCount; i++)
        {
            var seconds = (float)((double)(first + i) / FaceMotion.FramesPerSecond);
            var weights = motion.Frame(i);
            CoArticulation.Apply(score, seconds, Loudness(audio, first + i) * options.Strength, weights);
            AddExpression(score, seconds, weights);
            if (emotion is not null)
            {
                var strength = Smooth.Step(score.Start - 0.1f, score.Start + 0.2f, seconds)
                    * (1 - Smooth.Step(score.End - 0.1f, score.End + 0.3f, seconds));
                Emotions.Add(emotion, options.Emotion * strength, weights);
            }

            Clamp(weights);
        }

        return motion;
    }

    /// <summary>The number of the first frame that does not stand before a sample.</summary>
    private static long FirstFrameFrom(long sample, int sampleRate) =>
        ((sample * FaceMotion.FramesPerSecond) + sampleRate - 1) / sampleRate;

    /// <summary>Louder speech opens the mouth wider: 0.8 to 1.15, from the 20 ms that the frame begins.</summary>
    private static float Loudness(AudioChunk audio, long frame)
    {
        var start = (frame * audio.SampleRate / FaceMotion.FramesPerSecond) - audio.Position;
        var from = (int)Math.Clamp(start, 0, audio.Samples.Length);
        var to = (int)Math.Clamp(start + (audio.SampleRate / FaceMotion.FramesPerSecond), from, audio.Samples.Length);
        var sum = 0f;
        foreach (var sample in audio.Samples.Span[from..to])
        {
            sum += sample * sample;
        }

        var level = MathF.Sqrt(sum / Math.Max(1, to - from));
        return Math.Clamp(MathF.Pow(level / UsualLevel, 0.2f), 0.8f, 1.15f);
    }

    /// <summary>Nods with the effort of speaking, raises the brows on accents, blinks in pauses.</summary>
    private static void AddExpression(SpeechScore score, float seconds, Span<float> weights)
    {
        weights[(int)FaceChannel.HeadPitch] -= 0.05f * CoArticulation.EffortAt(score, seconds);
        var sounds = score.Sounds;
        for (var i = 0; i < sounds.Length; i++)
        {
            var sound = sounds[i];
            if (sound.IsAccented)
            {
                var accent = Smooth.Bell((seconds - sound.Start) / 0.24f);
                weights[(int)FaceChannel.BrowInnerUp] += 0.20f * accent;
                weights[(int)FaceChannel.BrowOuterUpLeft] += 0.24f * accent;
                weights[(int)FaceChannel.BrowOuterUpRight] += 0.24f * accent;
                weights[(int)FaceChannel.HeadPitch] -= 0.010f * accent;
            }

            if (sound.IsSilence && i > 0 && sound.Length >= BlinkPause)
            {
                var blink = Blink.At(seconds - sound.Start);
                ref var left = ref weights[(int)FaceChannel.EyeBlinkLeft];
                ref var right = ref weights[(int)FaceChannel.EyeBlinkRight];
                left = MathF.Max(left, blink);
                right = MathF.Max(right, blink);
            }
        }
    }

    /// <summary>Weights stay within 0 and 1; the head's angles have a sign.</summary>
    private static void Clamp(Span<float> weights)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            if ((FaceChannel)i is not (FaceChannel.HeadYaw or FaceChannel.HeadPitch or FaceChannel.HeadRoll))
            {
                weights[i] = Math.Clamp(weights[i], 0, 1);
            }
        }
    }
}
