using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Sherpa;
using LinlyTalker.Native.Worker;

namespace LinlyTalker.Models.Sherpa;

/// <summary>
/// A model of sherpa-onnx in a process of its own: checked before it is loaded, which is at the first use and after
/// the process has died. Several conversations may ask at once; they wait for each other there.
/// </summary>
/// <param name="model">What is loaded.</param>
/// <param name="name">What the model is called, for messages.</param>
/// <param name="executable">Path of the worker's program; null: the usual places.</param>
public sealed partial class SherpaWorker(SherpaModel model, string name, string? executable = null) : IAsyncDisposable
{
    private const int PieceSamples = 1 << 15;

    private readonly WorkerClient worker = new(new WorkerOptions
    {
        Service = SherpaMethods.Service,
        Executable = executable,
        BeforeStart = cancellation => Task.Run(() => SherpaCheck.Check(model, name), cancellation),
        CallTimeout = TimeSpan.FromMinutes(2),

        // A network that runs cannot be stopped: it is let finish rather than loaded again.
        StopGrace = TimeSpan.FromSeconds(10),
    });

    public SherpaModel Model => model;

    public string Name => name;

    /// <summary>Id of the process, while one lives.</summary>
    public int? ProcessId => worker.ProcessId;

    /// <summary>Loads the model, so that the first use does not wait for it.</summary>
    /// <exception cref="LinlyException">The model is missing or bad.</exception>
    public Task<IReadOnlyList<ReadOnlyMemory<byte>>> PrepareAsync(CancellationToken cancellation = default) =>
        AskAsync(SherpaMethods.Prepare, ModelBytes(), default, cancellation);

    /// <summary>Asks a method whose argument is the model, and waits for all of its answer.</summary>
    public Task<IReadOnlyList<ReadOnlyMemory<byte>>> AskAsync(
        string method, ReadOnlyMemory<float> samples, CancellationToken cancellation = default) =>
        AskAsync(method, ModelBytes(), samples, cancellation);

    /// <summary>Asks a method and waits for all of its answer.</summary>
    /// <param name="samples">Its input.</param>
    /// <exception cref="LinlyException">The model is missing or bad, or its process ended; the next call may succeed.</exception>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> AskAsync(
        string method, ReadOnlyMemory<byte> argument, ReadOnlyMemory<float> samples, CancellationToken cancellation = default)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        for (var at = 0; at < samples.Length; at += PieceSamples)
        {
            var piece = samples.Span.Slice(at, Math.Min(PieceSamples, samples.Length - at));
            pieces.Add(MemoryMarshal.AsBytes(piece).ToArray());
        }

        try
        {
            return await worker.AskAllAsync(method, argument, pieces, cancellation).ConfigureAwait(false);
        }
        catch (WorkerDiedException died)
        {
            throw Explain(died);
        }
    }

    /// <summary>Opens a method whose argument is the model and whose input comes as it is said.</summary>
    /// <exception cref="LinlyException">The model is missing or bad.</exception>
    public Task<WorkerCall> OpenAsync(string method, CancellationToken cancellation = default) =>
        worker.OpenAsync(method, ModelBytes(), cancellation);

    /// <summary>What a death means to somebody who does not know the library.</summary>
    public WorkerDiedException Explain(WorkerDiedException died)
    {
        var last = Said().Match(died.Message) is { Success: true } said
            ? said.Groups["words"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? ""
            : "";
        var why = last.Length > 0 ? $", saying: {Place().Replace(last, "")}" : "";
        var how = How().Match(died.Message) is { Success: true } end ? $" ({end.Groups["how"].Value}{why})" : "";
        return new WorkerDiedException(
            $"sherpa-onnx's process ended with the {model.Family} model {name}{how}; it starts again at the next use. "
            + "If the model never worked, it is broken or of another family.", died);
    }

    public ValueTask DisposeAsync() => worker.DisposeAsync();

    private byte[] ModelBytes() => JsonSerializer.SerializeToUtf8Bytes(model, SherpaJson.Default.SherpaModel);

    [GeneratedRegex(@"saying: (?<words>.*)\)", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Said();

    [GeneratedRegex(@"died \((?<how>(signal \d+( \(.*?\))?|exit code \d+))", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex How();

    /// <summary>Where in the library's sources it was said.</summary>
    [GeneratedRegex(@"^\S+\.(cc|h):\S+:\d+ ")]
    private static partial Regex Place();
}
