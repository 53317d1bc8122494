using System.Diagnostics;
using System.Globalization;

namespace LinlyTalker.Bench.Live;

/// <summary>
/// A day of one conversation on a simulated clock: what it keeps of it, hour by hour. <c>soak [HOURS]</c>.
/// </summary>
internal static class SoakBench
{
    private const double Megabyte = 1 << 20;

    public static async Task<int> RunAsync(string[] args)
    {
        var hours = args.Length > 0 && double.TryParse(args[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var given) ? given : 24;
        var soak = new Soak(seed: 6);
        var managed = new List<double>();
        Console.WriteLine("| simulated hours | turns | live managed MB | resident MB | threads | timers |");
        Console.WriteLine("|---|---|---|---|---|---|");
        var begin = Stopwatch.GetTimestamp();
        await soak.RunAsync(TimeSpan.FromHours(hours), Look, CancellationToken.None);
        var growth = managed.Count > 2 ? managed[^1] - managed[1] : 0;
        Console.WriteLine(
            $"{soak.Turns} turns, {soak.Interruptions} interruptions, {soak.Coughs} coughs in {Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s; "
            + $"{soak.Open} replies left open, {soak.Timers} timers; live managed memory from the second look to the last: {growth:+0.00;-0.00} MB");
        return soak.Open == 0 && growth < 1 ? 0 : 1;

        void Look()
        {
            managed.Add(GC.GetTotalMemory(forceFullCollection: true) / Megabyte);
            using var process = Process.GetCurrentProcess();
            Console.WriteLine($"| {soak.Now.TotalHours:0.0} | {soak.Turns} | {managed[^1]:0.00} | {process.WorkingSet64 / Megabyte:0} | {process.Threads.Count} | {soak.Timers} |");
        }
    }
}
