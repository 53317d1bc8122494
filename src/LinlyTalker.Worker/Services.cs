using LinlyTalker.Worker.Hosting;
using LinlyTalker.Worker.Probe;

namespace LinlyTalker.Worker;

/// <summary>What a worker can host, one line each: the name on its command line, and what makes the service.</summary>
public static class Services
{
    public static IReadOnlyDictionary<string, Func<IWorkerService>> All { get; } =
        new Dictionary<string, Func<IWorkerService>>
        {
            ["probe"] = () => new ProbeService(),
        };
}
