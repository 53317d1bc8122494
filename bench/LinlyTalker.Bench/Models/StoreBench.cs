using System.Diagnostics;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Bench.Models;

/// <summary>What it costs to find that every model is here: once in a fresh process, then again and again.</summary>
internal static class StoreBench
{
    private const int Rounds = 50;

    public static async Task<int> RunAsync(string[] sets)
    {
        var watch = Stopwatch.StartNew();
        var store = ModelStore.FromEnvironment();
        var entries = store.Catalogue.Select(sets.Length > 0 ? sets : ["embedded", "tests"]);
        await store.PullAsync(entries);
        var first = watch.Elapsed;

        var times = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            watch.Restart();
            await store.PullAsync(entries);
            times[round] = watch.Elapsed.TotalMilliseconds;
        }

        Array.Sort(times);
        var files = entries.Sum(entry => store.Open(entry.Name).Description.Files.Count);
        Console.WriteLine($"{entries.Count} models, {files} files (fetched first where they were missing)");
        Console.WriteLine($"first check in the process  {first.TotalMilliseconds,7:0.0} ms");
        Console.WriteLine($"later checks, median        {times[Rounds / 2],7:0.0} ms");
        return 0;
    }
}
