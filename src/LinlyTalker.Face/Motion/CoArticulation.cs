using LinlyTalker.Core.Flow;

namespace LinlyTalker.Face.Motion;

/// <summary>
/// How sounds flow into one another: each channel is the mean of the sounds near a moment, weighted by a Gaussian in
/// time and by how much each sound insists; the lips of p, b, m and the teeth of f, v overrule that mean.
/// </summary>
internal static class CoArticulation
{
    /// <summary>Lips and jaw begin before the sound does.</summary>
    private const float Lead = 0.030f;

    /// <summary>Rounding begins earlier still.</summary>
    private const float RoundingLead = 0.060f;

    /// <summary>A mouth that is closed for a consonant stays so for three frames at 60 per second at least.</summary>
    private const float ShortestClosure = 0.060f;

    private static readonly Track[] Tracks =
    [
        new([FaceChannel.JawOpen], 0.042f, Lead, s => s.Shape.Jaw * s.JawGain, s => s.JawInsists),
        new([FaceChannel.MouthPucker], 0.055f, RoundingLead, s => s.Shape.Pucker, s => s.RoundInsists),
        new([FaceChannel.MouthFunnel], 0.055f, RoundingLead, s => s.Shape.Funnel, s => s.RoundInsists),
        new([FaceChannel.MouthStretchLeft, FaceChannel.MouthStretchRight], 0.055f, Lead, s => s.Shape.Stretch, s => s.RoundInsists),
        new([FaceChannel.MouthSmileLeft, FaceChannel.MouthSmileRight], 0.060f, Lead, s => s.Shape.Smile, s => s.RoundInsists),
        new([FaceChannel.MouthUpperUpLeft, FaceChannel.MouthUpperUpRight], 0.040f, Lead, s => s.Shape.UpperUp, s => s.LipsInsist),
        new([FaceChannel.MouthLowerDownLeft, FaceChannel.MouthLowerDownRight], 0.040f, Lead, s => s.Shape.LowerDown, s => s.LipsInsist),
        new([FaceChannel.TongueUp], 0.030f, Lead, s => s.Shape.TongueUp, _ => 1),
        new([FaceChannel.TongueOut], 0.030f, Lead, s => s.Shape.TongueOut, _ => 1),
    ];

    /// <summary>The jaw as the head feels it: slow.</summary>
    private static readonly Track Effort = new([], 0.150f, Lead, s => s.Shape.Jaw * s.JawGain, s => s.JawInsists);

    /// <param name="loudness">Scales how far the mouth opens; 1 for speech of usual loudness.</param>
    /// <param name="weights">One frame of channels; added to.</param>
    public static void Apply(SpeechScore score, float seconds, float loudness, Span<float> weights)
    {
        foreach (var track in Tracks)
        {
            var value = track.At(score.Sounds, seconds);
            foreach (var channel in track.Channels)
            {
                weights[(int)channel] += value;
            }
        }

        weights[(int)FaceChannel.JawOpen] *= loudness;
        Close(weights, ClosureAt(score.Sounds, Closure.Seal, seconds), ClosureAt(score.Sounds, Closure.Bite, seconds));
    }

    /// <summary>0 to about 0.5: how open the mouth is over the last tenths of a second.</summary>
    public static float EffortAt(SpeechScore score, float seconds) => Effort.At(score.Sounds, seconds);

    private static void Close(Span<float> weights, float seal, float bite)
    {
        foreach (var channel in (ReadOnlySpan<FaceChannel>)[
            FaceChannel.JawOpen, FaceChannel.MouthUpperUpLeft, FaceChannel.MouthUpperUpRight,
            FaceChannel.MouthLowerDownLeft, FaceChannel.MouthLowerDownRight, FaceChannel.MouthFunnel])
        {
            weights[(int)channel] *= 1 - seal;
        }

        weights[(int)FaceChannel.JawOpen] *= 1 - (0.85f * bite);
        foreach (var channel in (ReadOnlySpan<FaceChannel>)[FaceChannel.MouthLowerDownLeft, FaceChannel.MouthLowerDownRight])
        {
            weights[(int)channel] *= 1 - bite;
        }

        weights[(int)FaceChannel.MouthPressLeft] += 0.7f * seal;
        weights[(int)FaceChannel.MouthPressRight] += 0.7f * seal;
        weights[(int)FaceChannel.MouthRollLower] += 0.62f * bite;
    }

    /// <summary>0 open, 1 closed: rises before the sound, holds, and opens with its end.</summary>
    private static float ClosureAt(ReadOnlySpan<ScoredSound> sounds, Closure closure, float seconds)
    {
        var closed = 0f;
        foreach (var sound in sounds)
        {
            if (sound.Shape.Closure != closure || seconds < sound.Start - 0.2f || seconds > sound.End + 0.2f)
            {
                continue;
            }

            var from = sound.Start - 0.020f;
            var to = MathF.Max(from + ShortestClosure, sound.End - 0.020f);
            closed = MathF.Max(
                closed, Smooth.Step(from - 0.060f, from, seconds) * (1 - Smooth.Step(to, to + 0.055f, seconds)));
        }

        return closed;
    }

    /// <summary>One movement: its channels, how quick it is (the Gaussian's sigma in seconds), how early it begins.</summary>
    private sealed record Track(
        FaceChannel[] Channels, float Sigma, float Ahead, Func<ScoredSound, float> Target, Func<MouthShape, float> Insists)
    {
        private const float Window = 4;

        public float At(ReadOnlySpan<ScoredSound> sounds, float seconds)
        {
            seconds += Ahead;
            float sum = 0, total = 0, covered = 0;
            foreach (var sound in sounds)
            {
                float before = (sound.Start - seconds) / Sigma, after = (sound.End - seconds) / Sigma;
                if (after < -Window || before > Window)
                {
                    continue;
                }

                // The Gaussian's mass over the sound: the step of targets, convolved, in closed form.
                var mass = Smooth.NormalBelow(after) - Smooth.NormalBelow(before);
                var weight = mass * Insists(sound.Shape);
                covered += mass;
                total += weight;
                sum += weight * Target(sound);
            }

            // What no sound covers is rest.
            total += MathF.Max(0, 1 - covered) * Insists(MouthShapes.Rest);
            return total > 1e-6f ? sum / total : 0;
        }
    }
}
