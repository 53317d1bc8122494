using System.IO.Pipes;
using LinlyTalker.Native.Worker;
using LinlyTalker.Native.Worker.Wire;
using LinlyTalker.Worker;
using LinlyTalker.Worker.Hosting;

namespace LinlyTalker.Tests.Native.Worker;

/// <summary>Two pipes to a thread instead of a process, with whatever a test lets speak at the far end.</summary>
internal sealed class PipeLink : IWorkerLink
{
    private readonly AnonymousPipeServerStream toWorker = new(PipeDirection.Out);
    private readonly AnonymousPipeServerStream fromWorker = new(PipeDirection.In);
    private readonly AnonymousPipeClientStream workersInput;
    private readonly AnonymousPipeClientStream workersOutput;
    private readonly TaskCompletionSource<string> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="worker">Given what the worker reads and what it writes; runs on a thread of its own.</param>
    public PipeLink(Action<Stream, Stream> worker)
    {
        workersInput = new AnonymousPipeClientStream(PipeDirection.In, toWorker.ClientSafePipeHandle);
        workersOutput = new AnonymousPipeClientStream(PipeDirection.Out, fromWorker.ClientSafePipeHandle);
        new Thread(() =>
        {
            try
            {
                worker(workersInput, workersOutput);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or WorkerProtocolException)
            {
                // Killed: a process would not live to see it.
            }

            End("returned");
        })
        { IsBackground = true, Name = "worker of a test" }.Start();
    }

    public Stream Input => toWorker;

    public Stream Output => fromWorker;

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
        toWorker.Dispose();
        workersOutput.Dispose();
    }
}
