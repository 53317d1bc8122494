using System.Numerics;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Face.Motion;

/// <summary>
/// What a living face does by itself: it sways, breathes, blinks and looks about. A function of time and seed only, so
/// it runs on through speech and silence, and the same second always looks the same.
/// </summary>
public sealed class IdleMotion(int seed = 1)
{
    private const float Degree = MathF.PI / 180;

    /// <summary>Blinks come once in each stretch of this many seconds, at a random place in it.</summary>
    private const double BlinkEvery = 3.8;

    /// <summary>The eyes rest on one spot for this long.</summary>
    private const double GazeEvery = 1.7;

    private const float SaccadeSeconds = 0.045f;

    /// <summary>Adds to one frame of channels.</summary>
    public void Add(double seconds, Span<float> weights)
    {
        weights[(int)FaceChannel.HeadYaw] += Degree * (Wave(seconds, 0.19, 0, 1.5f) + Wave(seconds, 0.47, 1, 0.6f));
        weights[(int)FaceChannel.HeadPitch] += Degree * (Wave(seconds, 0.23, 2, 0.7f) + Wave(seconds, 0.41, 3, 0.3f));
        weights[(int)FaceChannel.HeadRoll] += Degree * (Wave(seconds, 0.13, 4, 0.7f) + Wave(seconds, 0.29, 5, 0.3f));
        AddBlink(seconds, weights);
        AddGaze(seconds, weights);
    }

    /// <summary>How far the head is carried by sway and breath, in units of the face (the distance of the outer eye corners).</summary>
    public Vector2 Sway(double seconds) => new(
        Wave(seconds, 0.17, 6, 0.006f), Wave(seconds, 0.25, 7, 0.005f) + Wave(seconds, 0.11, 8, 0.002f));

    private float Wave(double seconds, double hertz, int part, float amplitude) =>
        amplitude * (float)Math.Sin(2 * Math.PI * ((hertz * seconds) + Random(-1, part)));

    private void AddBlink(double seconds, Span<float> weights)
    {
        var slot = (long)Math.Floor(seconds / BlinkEvery);
        var shut = 0f;
        for (var s = slot - 1; s <= slot; s++)
        {
            var at = (s + 0.05 + (0.85 * Random(s, 0))) * BlinkEvery;
            shut = MathF.Max(shut, Blink.At((float)(seconds - at)));

            // One in six is double.
            if (Random(s, 1) < 1 / 6.0)
            {
                shut = MathF.Max(shut, Blink.At((float)(seconds - at - 0.3)));
            }
        }

        ref var left = ref weights[(int)FaceChannel.EyeBlinkLeft];
        ref var right = ref weights[(int)FaceChannel.EyeBlinkRight];
        left = MathF.Max(left, shut);
        right = MathF.Max(right, shut);
    }

    private void AddGaze(double seconds, Span<float> weights)
    {
        var slot = (long)Math.Floor(seconds / GazeEvery);
        var jump = (slot + (0.6 * Random(slot, 2))) * GazeEvery;
        var done = Smooth.Step(0, SaccadeSeconds, (float)(seconds - jump));
        var gaze = Vector2.Lerp(Spot(slot - 1), Spot(slot), done);
        weights[(int)FaceChannel.EyeLookOutLeft] += MathF.Max(0, gaze.X);
        weights[(int)FaceChannel.EyeLookInRight] += MathF.Max(0, gaze.X);
        weights[(int)FaceChannel.EyeLookInLeft] += MathF.Max(0, -gaze.X);
        weights[(int)FaceChannel.EyeLookOutRight] += MathF.Max(0, -gaze.X);
        weights[(int)FaceChannel.EyeLookUpLeft] += MathF.Max(0, gaze.Y);
        weights[(int)FaceChannel.EyeLookUpRight] += MathF.Max(0, gaze.Y);
        weights[(int)FaceChannel.EyeLookDownLeft] += MathF.Max(0, -gaze.Y);
        weights[(int)FaceChannel.EyeLookDownRight] += MathF.Max(0, -gaze.Y);
    }

    /// <summary>Where the eyes rest: at the viewer more often than not.</summary>
    private Vector2 Spot(long slot) => Random(slot, 3) < 0.55
        ? Vector2.Zero
        : new Vector2((float)Random(slot, 4) - 0.5f, ((float)Random(slot, 5) - 0.5f) * 0.5f);

    /// <summary>0 to 1, the same for the same arguments.</summary>
    private double Random(long slot, int part)
    {
        var x = ((ulong)slot * 0x9E3779B97F4A7C15) ^ ((ulong)(part + 1) * 0xD1B54A32D192ED03) ^ ((ulong)seed * 0x8CB92BA72F3D8DD7);
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9; // splitmix64
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return ((x ^ (x >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
