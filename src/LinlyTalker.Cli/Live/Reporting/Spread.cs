namespace LinlyTalker.Cli.Live.Reporting;

/// <summary>Many measurements of one thing, in seconds.</summary>
internal sealed record Spread(string Name, IReadOnlyList<double> Values)
{
    public int Count => Values.Count;

    public double? P50 => At(0.5);

    public double? P95 => At(0.95);

    public double? Max => At(1);

    /// <summary>Sorted; what was not measured is left out.</summary>
    public static Spread Of(string name, IEnumerable<double?> values) => new(name, [.. values.OfType<double>().Order()]);

    /// <summary>The smallest value that the share of all does not exceed (nearest rank).</summary>
    private double? At(double share) =>
        Count == 0 ? null : Math.Round(Values[Math.Clamp((int)Math.Ceiling(Count * share) - 1, 0, Count - 1)], 4);
}
