using System.Diagnostics;
using LinlyTalker.Models.Inference;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Bench.Models;

/// <summary>One window of Silero's voice activity, 32 ms of sound, as a bound run and as a run by names.</summary>
internal static class InferenceBench
{
    private const int Windows = 3000;

    public static Task<int> RunAsync(string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        using var session = InferenceSession.Open(ModelStore.FromEnvironment().Open("silero-vad").OnlyFile(".onnx"));
        Console.WriteLine($"load {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");

        using var window = Tensor.Of<float>([.. Enumerable.Range(0, 576).Select(i => 0.1f * MathF.Sin(i * i * 0.001f))], 1, 576);
        using var state = Tensor.Zeros<float>(2, 1, 128);
        using var rate = Tensor.Of<long>([16000]);
        using var probability = Tensor.Zeros<float>(1, 1);
        using var next = Tensor.Zeros<float>(2, 1, 128);
        var inputs = new Dictionary<string, Tensor> { ["input"] = window, ["state"] = state, ["sr"] = rate };
        using var bound = session.Bind(inputs, new Dictionary<string, Tensor> { ["output"] = probability, ["stateN"] = next });

        Console.WriteLine($"{"",-12} {"median us",10} {"p95 us",10} {"bytes a run",12}");
        Measure("bound", () => bound.Run());
        Measure("by names", () => session.Run(inputs).Dispose());
        return Task.FromResult(0);
    }

    private static void Measure(string name, Action run)
    {
        run();
        var times = new double[Windows];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Windows; i++)
        {
            var start = Stopwatch.GetTimestamp();
            run();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Windows;
        Array.Sort(times);
        Console.WriteLine($"{name,-12} {times[Windows / 2],10:F0} {times[Windows * 95 / 100],10:F0} {bytes,12:F0}");
    }
}
