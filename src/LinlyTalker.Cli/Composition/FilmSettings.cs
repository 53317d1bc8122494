using LinlyTalker.Core.Errors;

namespace LinlyTalker.Cli.Composition;

/// <summary>What a server keeps of the films that it makes.</summary>
internal sealed record FilmSettings
{
    private const double MostDays = 3650;
    private const double FewestGigabytes = 0.1;
    private const double MostGigabytes = 100_000;

    /// <summary>A film is erased so long after it ended.</summary>
    public double Days { get; set; } = 30;

    /// <summary>Of 10⁹ bytes, all films together; when they take more the oldest are erased.</summary>
    public double Gigabytes { get; set; } = 10;

    /// <exception cref="InputException">A value is out of its range; the message says which.</exception>
    public void Check()
    {
        if (Days is not (> 0 and <= MostDays))
        {
            throw new InputException($"films.days is {Days}; films can be kept for up to {MostDays} days, and for parts of a day as 0.5.");
        }

        if (Gigabytes is not (>= FewestGigabytes and <= MostGigabytes))
        {
            throw new InputException($"films.gigabytes is {Gigabytes}; films can take {FewestGigabytes} to {MostGigabytes} GB.");
        }
    }
}
