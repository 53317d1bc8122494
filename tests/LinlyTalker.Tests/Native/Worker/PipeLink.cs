using System.IO.Pipelines;
using LinlyTalker.Native.Worker;
using LinlyTalker.Native.Worker.Wire;
using LinlyTalker.Worker;
using LinlyTalker.Worker.Hosting;

namespace LinlyTalker.Tests.Native.Worker;

/// <summary>Pipes in memory instead of a process, with whatever a test lets speak at the far end.</summary>
internal sealed class PipeLink : IWorkerLink
{
    private readonly Pipe toWorker = new();
    private readonly Pipe fromWorker = new();
    private readonly TaskCompletionSource<string> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="worker">Given what the worker reads and what it writes; runs on a thread of its own.</param>
    public PipeLink(Action<Stream, Stream> worker)
    {
        Input = toWorker.Writer.AsStream();
        Output = fromWorker.Reader.AsStream();
        var read = toWorker.Reader.AsStream();
        var write = fromWorker.Writer.AsStream();
        new Thread(() =>
        {
            worker(read, write);
            End("returned");
        })
        { IsBackground = true, Name = "worker in memory" }.Start();
    }

    public Stream Input { get; }

    public Stream Output { get; }

    public Task<string> Ended => ended.Task;

    public bool WasKilled { get; private set; }

    /// <summary>The real host with the probe, in this process.</summary>
    public static PipeLink Probe(WorkerOptions options) => new((read, write) =>
    {
        using var host = new WorkerHost(options.Service, Services.All["probe"], read, write);
        host.Run();
    });

    /// <summary>Greets properly, then does what the test wants with the frames that come.</summary>
    public static PipeLink Scripted(Action<FrameReader, FrameWriter, Stream> script) => new((read, write) =>
    {
        var (reader, writer) = (new FrameReader(read), new FrameWriter(write));
        reader.Read();
        writer.Write(Hello.Of("probe").ToFrame());
        script(reader, writer, write);
    });

    public void Kill()
    {
        WasKilled = true;
        End("killed");
    }

    public void Dispose() => Kill();

    private void End(string how)
    {
        ended.TrySetResult(how);
        toWorker.Writer.Complete();
        fromWorker.Writer.Complete();
    }
}
