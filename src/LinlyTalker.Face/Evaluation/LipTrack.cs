using System.Numerics;
using LinlyTalker.Core.Flow;
using LinlyTalker.Face.Landmarks;

namespace LinlyTalker.Face.Evaluation;

/// <summary>
/// How far the lips of a video stand apart, frame by frame, as the landmark nets see it; and whether that fits what is
/// said. Works on any face, ours or a neural one's, since it looks at nothing but pictures.
/// </summary>
/// <param name="closedGap">The gap that the nets see between shut lips of this face.</param>
public sealed class LipTrack(float closedGap)
{
    private readonly List<(double Seconds, float Gap)> frames = [];

    /// <summary>A gap up to this many times the closed one counts as shut: what is left is the nets' own noise.</summary>
    public const float ShutTimes = 1.5f;

    /// <summary>From this many times the closed gap on a mouth is open.</summary>
    public const float OpenTimes = 3;

    public float ClosedGap => closedGap;

    public IReadOnlyList<(double Seconds, float Gap)> Frames => frames;

    /// <summary>Mean distance of the inner lips over their middle third, in units of the face (its eye span).</summary>
    public static float GapOf(FaceLandmarks face)
    {
        // Pairs of the inner contour about the middle, upper and lower.
        (int Upper, int Lower)[] pairs = [(82, 87), (13, 14), (312, 317)];
        return pairs.Average(p => Vector2.Distance(face.Flat(p.Upper), face.Flat(p.Lower))) / face.EyeSpan;
    }

    /// <param name="seconds">When the frame is shown, on the clock of the sounds' spans.</param>
    /// <param name="gap">As <see cref="GapOf"/> measures it.</param>
    public void Add(double seconds, float gap) => frames.Add((seconds, gap));

    /// <summary>The least gap from <paramref name="tolerance"/> before a sound to as much after it; null without a frame there.</summary>
    public float? LeastGap(SampleSpan span, int sampleRate, double tolerance) => Within(span, sampleRate, tolerance) is { Count: > 0 } gaps
        ? gaps.Min() : null;

    /// <inheritdoc cref="LeastGap"/>
    public float? WidestGap(SampleSpan span, int sampleRate, double tolerance) => Within(span, sampleRate, tolerance) is { Count: > 0 } gaps
        ? gaps.Max() : null;

    public bool IsShut(float gap) => gap <= ShutTimes * closedGap;

    public bool IsOpen(float gap) => gap >= OpenTimes * closedGap;

    private List<float> Within(SampleSpan span, int sampleRate, double tolerance)
    {
        double from = ((double)span.Start / sampleRate) - tolerance, to = ((double)span.End / sampleRate) + tolerance;
        return [.. frames.Where(f => f.Seconds >= from && f.Seconds <= to).Select(f => f.Gap)];
    }
}
