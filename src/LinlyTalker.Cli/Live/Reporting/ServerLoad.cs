using LinlyTalker.Cli.Live.Watching;

namespace LinlyTalker.Cli.Live.Reporting;

/// <summary>What the sessions cost the server.</summary>
/// <param name="Cores">Processor cores that it kept busy, its workers and encoders included.</param>
/// <param name="CoresPerSession">Of those.</param>
/// <param name="ClientCores">That this program kept busy on the same machine.</param>
/// <param name="Before">Bytes before the first session.</param>
/// <param name="Most">Bytes at most.</param>
/// <param name="PerSession">Bytes that came with each session, workers and encoders included.</param>
internal sealed record ServerLoad(double Cores, double CoresPerSession, double ClientCores, long Before, long Most, long PerSession)
{
    public static ServerLoad? Of(IReadOnlyList<ProcessSample> samples, int sessions, double clientCpu)
    {
        if (samples.Count < 2)
        {
            return null;
        }

        var span = samples[^1].At - samples[0].At;
        var cores = (samples[^1].Cpu - samples[0].Cpu) / span;
        var before = samples[0].Resident + samples[0].Children;
        var most = samples.Max(s => s.Resident + s.Children);
        return new ServerLoad(
            Math.Round(cores, 3), Math.Round(cores / sessions, 4), Math.Round(clientCpu / span, 3), before, most, (most - before) / sessions);
    }
}
