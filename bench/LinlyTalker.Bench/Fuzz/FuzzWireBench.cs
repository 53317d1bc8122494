using System.Diagnostics;
using System.Globalization;

namespace LinlyTalker.Bench.Fuzz;

/// <summary>Hostile messages to <c>/v1/realtime</c> beside a session that goes on talking. <c>fuzz-wire [MESSAGES] [SEED]</c>.</summary>
internal static class FuzzWireBench
{
    private const int Usual = 10_000;

    public static async Task<int> RunAsync(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : Usual;
        var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        var begin = Stopwatch.GetTimestamp();
        var report = await new WireFuzz(seed, count).RunAsync();
        Console.WriteLine($"Errors told: {string.Join(", ", report.Errors.Select(e => $"{e.Key} {e.Value}"))}");
        Console.WriteLine($"Ends: {string.Join(", ", report.Ends.Select(e => $"{e.Key}: {e.Value}"))}");
        report.Failures.ForEach(Console.WriteLine);
        Console.WriteLine(
            $"{report.Messages} messages (seed {seed}) in {report.Sessions} sessions, {report.Turns} turns of a healthy one beside, {Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s; {report.Failures.Count} failures");
        return report.Failures.Count == 0 ? 0 : 1;
    }
}
