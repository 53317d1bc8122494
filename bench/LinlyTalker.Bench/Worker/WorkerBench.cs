using System.Diagnostics;
using LinlyTalker.Native.Worker;

namespace LinlyTalker.Bench.Worker;

/// <summary>What the process boundary costs: start-up, one question, a live stream of sound, many questions at once.</summary>
internal static class WorkerBench
{
    private static readonly WorkerOptions Probe = new() { Service = "probe" };

    public static async Task<int> RunAsync(string[] args)
    {
        Console.WriteLine("worker: the probe, over pipes; 20 ms of sound = 640 bytes");
        await StartsAsync();
        await using var client = new WorkerClient(Probe);
        await QuestionsAsync(client, 200, 640); // warms both sides
        var one = await QuestionsAsync(client, 2000, 640);
        Console.WriteLine($"{"one question and its answer",-36}{one.TotalMicroseconds / 2000,10:0} µs");
        var stream = await StreamAsync(client, 5000);
        Console.WriteLine($"{"20 ms of sound, streamed there and back",-36}{stream.TotalMicroseconds / 5000,7:0} µs");
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => QuestionsAsync(client, 20, 640)));
        Console.WriteLine($"{"questions a second, 100 at once",-36}{2000 / clock.Elapsed.TotalSeconds,10:0}");
        var megabytes = await QuestionsAsync(client, 50, 1 << 20);
        Console.WriteLine($"{"1 MiB messages, there and back",-36}{100 / megabytes.TotalSeconds,10:0} MiB/s");
        return 0;
    }

    private static async Task StartsAsync()
    {
        var times = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            var clock = Stopwatch.StartNew();
            await using var client = new WorkerClient(Probe);
            await client.AskAsync("echo", new byte[1]);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine($"{"start to the first answer, median of 7",-36}{times.Order().ElementAt(3),8:0} ms");
    }

    private static async Task<TimeSpan> QuestionsAsync(WorkerClient client, int count, int bytes)
    {
        var message = new byte[bytes];
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            await client.AskAsync("echo", message);
        }

        return clock.Elapsed;
    }

    private static async Task<TimeSpan> StreamAsync(WorkerClient client, int pieces)
    {
        var sound = new byte[640];
        await using var call = await client.OpenAsync("echo");
        await using var results = call.ReadAllAsync().GetAsyncEnumerator();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < pieces; i++)
        {
            await call.SendAsync(sound);
            await results.MoveNextAsync();
        }

        await call.CompleteInputAsync();
        return clock.Elapsed;
    }
}
