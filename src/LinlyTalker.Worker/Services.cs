using LinlyTalker.Native.PocketSphinx;
using LinlyTalker.Native.Sherpa;
using LinlyTalker.Worker.Espeak;
using LinlyTalker.Worker.Hosting;
using LinlyTalker.Worker.Probe;
using LinlyTalker.Worker.PocketSphinx;
using LinlyTalker.Worker.Sherpa;

namespace LinlyTalker.Worker;

/// <summary>What a worker can host, one line each: the name on its command line, and what makes the service.</summary>
public static class Services
{
    public static IReadOnlyDictionary<string, Func<IWorkerService>> All { get; } =
        new Dictionary<string, Func<IWorkerService>>
        {
            [HearingMethods.Service] = () => new PocketSphinxService(),
            ["espeak"] = () => new EspeakService(),
            [SherpaMethods.Service] = () => new SherpaService(),
            [SherpaMethods.LayoutService] = () => new SherpaLayoutService(),
            ["probe"] = () => new ProbeService(),
        };
}
