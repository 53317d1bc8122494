using LinlyTalker.Cli.Live.Talking;
using LinlyTalker.Cli.Live.Watching;

namespace LinlyTalker.Cli.Live.Reporting;

/// <summary>What one run measured.</summary>
internal sealed record LiveReport
{
    /// <summary>How it was run, in words.</summary>
    public required IReadOnlyDictionary<string, string> Setting { get; init; }

    public required int Sessions { get; init; }

    public required double Seconds { get; init; }

    /// <summary>From the last sample of speech, or from the typed question; answered turns only.</summary>
    public required IReadOnlyList<Spread> Latencies { get; init; }

    public required IReadOnlyList<Spread> BargeIns { get; init; }

    /// <summary>Pauses of at least 0.2 s in the middle of what was said.</summary>
    public required int Pauses { get; init; }

    /// <summary>Those that the server took for the end.</summary>
    public required int CutIns { get; init; }

    public required int Underruns { get; init; }

    public required int SessionsWithUnderruns { get; init; }

    /// <summary>How long loudspeakers stood still in the midst of a reply, all together.</summary>
    public required double Silent { get; init; }

    public required double SpeakingMean { get; init; }

    public required int SpeakingMost { get; init; }

    public ServerLoad? Load { get; init; }

    /// <summary>Null where no pictures came.</summary>
    public PictureLoad? Pictures { get; init; }

    public IReadOnlyList<SlopeRow> Slopes { get; init; } = [];

    public required IReadOnlyList<LiveTurn> Turns { get; init; }

    public required IReadOnlyList<ProcessSample> Samples { get; init; }

    public IEnumerable<LiveTurn> Failed => Turns.Where(t => t.Failure is not null);

    public static LiveReport Of(
        IReadOnlyDictionary<string, string> setting, int sessions, double seconds, IReadOnlyList<LiveTurn> turns, IReadOnlyList<ProcessSample> samples, double clientCpu)
    {
        var answered = turns.Where(t => t.Failure is null).ToList();
        var (mean, most) = Speaking.Of(turns, seconds);
        return new LiveReport
        {
            Setting = setting,
            Sessions = sessions,
            Seconds = Math.Round(seconds, 1),
            Latencies =
            [
                Spread.Of("turn is over", answered.Select(t => t.SpeechStopped)),
                Spread.Of("words known", answered.Select(t => t.Words)),
                Spread.Of("first text", answered.Select(t => t.FirstText)),
                Spread.Of("first audio", answered.Select(t => t.FirstAudio)),
                Spread.Of("first motion", answered.Select(t => t.FirstMotion)),
                Spread.Of("first video", answered.Select(t => t.FirstVideo)),
                Spread.Of("pictures behind their sound", answered.SelectMany(t => t.PictureLags).Select(l => (double?)l)),
            ],
            BargeIns =
            [
                Spread.Of("voice onset to stop", answered.Select(t => t.BargeIn?.Stop)),
                Spread.Of("stop to the last stale item", answered.Select(t => t.BargeIn?.Stale)),
            ],
            Pauses = answered.Sum(t => t.Pauses),
            CutIns = answered.Sum(t => t.CutIns),
            Underruns = turns.Sum(t => t.Underruns),
            SessionsWithUnderruns = turns.Where(t => t.Underruns > 0).Select(t => t.Session).Distinct().Count(),
            Silent = Math.Round(turns.Sum(t => t.Silent), 3),
            SpeakingMean = mean,
            SpeakingMost = most,
            Load = ServerLoad.Of(samples, sessions, clientCpu),
            Turns = turns,
            Samples = samples,
        };
    }
}
