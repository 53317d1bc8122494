using System.Diagnostics;

namespace LinlyTalker.Bench.Stops;

/// <summary>An engine at work.</summary>
/// <param name="Work">So long that it can be cancelled in the middle; or an endless one.</param>
/// <param name="Next">A short call, to see whether the engine is free again.</param>
internal sealed record StoppedEngine(Func<CancellationToken, Task> Work, Func<Task> Next);

/// <summary>What came of cancelling an engine in the middle of its work, some times over.</summary>
internal sealed class Stopped
{
    private readonly List<double> ends = [];
    private readonly List<double> frees = [];
    private double next;
    private double work;
    private int tooLate;

    public static async Task<Stopped> CancelAsync(StoppedEngine engine, int rounds)
    {
        var stopped = new Stopped();
        await engine.Next();
        var clock = Stopwatch.StartNew();
        await engine.Next();
        stopped.next = clock.Elapsed.TotalMilliseconds;
        stopped.work = await LengthAsync(engine);
        var random = new Random(7);
        for (var round = 0; round < rounds; round++)
        {
            await stopped.CancelAsync(engine, TimeSpan.FromMilliseconds(stopped.work * (0.1 + (0.7 * random.NextDouble()))));
        }

        return stopped;
    }

    public override string ToString() =>
        $"{work,6:F0} | {At(ends, 0.5):F1} / {ends.DefaultIfEmpty(double.NaN).Max():F1} | {At(frees, 0.5):F1} / {frees.DefaultIfEmpty(double.NaN).Max():F1} | {next:F1} | {ends.Count} of {ends.Count + tooLate}";

    /// <summary>How long the work takes when nobody stops it, at most a second.</summary>
    private static async Task<double> LengthAsync(StoppedEngine engine)
    {
        var clock = Stopwatch.StartNew();
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await engine.Work(enough.Token);
        }
        catch (OperationCanceledException)
        {
            return 1000;
        }

        return clock.Elapsed.TotalMilliseconds;
    }

    private async Task CancelAsync(StoppedEngine engine, TimeSpan after)
    {
        using var cancel = new CancellationTokenSource();
        var working = Task.Run(() => engine.Work(cancel.Token));
        await Task.WhenAny(working, Task.Delay(after));
        var clock = Stopwatch.StartNew();
        await cancel.CancelAsync();
        try
        {
            await working;
            tooLate++;
        }
        catch (OperationCanceledException)
        {
            ends.Add(clock.Elapsed.TotalMilliseconds);
            await engine.Next();
            frees.Add(clock.Elapsed.TotalMilliseconds);
        }
    }

    private static double At(List<double> values, double share) =>
        values.Count == 0 ? double.NaN : values.Order().ElementAt((int)((values.Count - 1) * share));
}
