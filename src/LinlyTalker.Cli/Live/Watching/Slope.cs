namespace LinlyTalker.Cli.Live.Watching;

/// <summary>A straight line through samples, by least squares.</summary>
/// <param name="PerHour">Its rise.</param>
/// <param name="First">Its value where it begins.</param>
/// <param name="Last">And where it ends.</param>
internal sealed record Slope(double PerHour, double First, double Last)
{
    /// <param name="samples">Seconds, and a value each.</param>
    /// <returns>Null where there are too few for a line.</returns>
    public static Slope? Of(IReadOnlyList<(double At, double Value)> samples)
    {
        if (samples.Count < 3 || samples[^1].At - samples[0].At <= 0)
        {
            return null;
        }

        var at = samples.Average(s => s.At);
        var value = samples.Average(s => s.Value);
        var rise = samples.Sum(s => (s.At - at) * (s.Value - value)) / samples.Sum(s => (s.At - at) * (s.At - at));
        return new Slope(3600 * rise, value + (rise * (samples[0].At - at)), value + (rise * (samples[^1].At - at)));
    }
}
