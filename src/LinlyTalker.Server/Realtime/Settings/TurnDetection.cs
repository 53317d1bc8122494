using LinlyTalker.Core.Turns;

namespace LinlyTalker.Server.Realtime.Settings;

/// <summary>How the server finds the user's turns by itself.</summary>
internal sealed record TurnDetection
{
    /// <summary>By what is said, or by silence alone.</summary>
    public bool Semantic { get; init; }

    /// <summary><c>low</c>, <c>medium</c>, <c>high</c> or <c>auto</c>: how soon a finished sentence ends a turn.</summary>
    public string Eagerness { get; init; } = "auto";

    public double Threshold { get; init; } = 0.5;

    public int PrefixPaddingMilliseconds { get; init; } = 300;

    /// <summary>Null: as the machine's ears were set up, which weigh what was said.</summary>
    public int? SilenceMilliseconds { get; init; }

    public bool CreateResponse { get; init; } = true;

    public bool InterruptResponse { get; init; } = true;

    public int? IdleTimeoutMilliseconds { get; init; }

    /// <summary>For the ears; null: as they were made.</summary>
    public TurnOptions? Options
    {
        get
        {
            if (this is { Threshold: 0.5, PrefixPaddingMilliseconds: 300, SilenceMilliseconds: null, Eagerness: "auto" or "medium" })
            {
                return null;
            }

            var plain = new TurnOptions();
            var options = plain with
            {
                StartThreshold = (float)Threshold,
                EndThreshold = (float)Math.Max(0.05, Threshold - 0.15),
                PreRoll = TimeSpan.FromMilliseconds(PrefixPaddingMilliseconds),
            };
            return Semantic ? Eager(options, Eagerness)
                : SilenceMilliseconds is { } silence ? options.EndingAfter(TimeSpan.FromMilliseconds(silence)) : options;
        }
    }

    /// <summary>A turn that lasts until it is committed.</summary>
    public static TurnOptions Held { get; } = new TurnOptions
    {
        StartThreshold = 0.3f,
        EndThreshold = 0.15f,
        MaximumTurn = TimeSpan.FromHours(1),
    }.EndingAfter(TimeSpan.FromHours(1));

    private static TurnOptions Eager(TurnOptions options, string eagerness) => eagerness switch
    {
        "high" => options with
        {
            MinimumSilence = TimeSpan.FromMilliseconds(500),
            LongestSilence = TimeSpan.FromMilliseconds(1000),
            DoubtfulSilence = TimeSpan.FromMilliseconds(700),
            IncompleteSilence = TimeSpan.FromMilliseconds(1200),
        },
        "low" => options with
        {
            MinimumSilence = TimeSpan.FromMilliseconds(1200),
            ShortestSilence = TimeSpan.FromMilliseconds(600),
            LongestSilence = TimeSpan.FromMilliseconds(2500),
            QuestionSilence = TimeSpan.FromMilliseconds(600),
            CompleteSilence = TimeSpan.FromMilliseconds(800),
            DoubtfulSilence = TimeSpan.FromMilliseconds(2000),
            IncompleteSilence = TimeSpan.FromSeconds(4),
        },
        _ => options,
    };
}
