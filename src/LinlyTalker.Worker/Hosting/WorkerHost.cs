using System.Collections.Concurrent;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Worker.Wire;

namespace LinlyTalker.Worker.Hosting;

/// <summary>
/// The worker's loop: greets, then gives each request a thread, until the client asks it to end or its pipe does.
/// </summary>
public sealed class WorkerHost(string name, Func<IWorkerService> create, Stream input, Stream output) : IDisposable
{
    private static readonly TimeSpan HeartbeatPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly FrameReader reader = new(input);
    private readonly FrameWriter writer = new(output);
    private readonly ConcurrentDictionary<uint, WorkerRequest> requests = new();
    private volatile bool ended;

    /// <returns>The exit code: 0 after a shutdown or the end of the pipe, 3 when the client broke the protocol.</returns>
    public int Run()
    {
        try
        {
            // While the library loads, too.
            Start("heartbeat", Beat);
            if (reader.Read() is not { } first)
            {
                return 0;
            }

            Hello.Read(first);
            var service = create();
            writer.Write(Hello.Of(name).ToFrame());
            Serve(service);
            if (AllLeft())
            {
                service.Dispose();
            }

            return 0;
        }
        catch (IOException)
        {
            return 0; // The client is gone.
        }
        catch (Exception e)
        {
            // The library could not be opened, or the protocol was broken: the client is told, then the process ends.
            WriteOrLeave(WorkerError.Of(e).ToFrame(0));
            return e is WorkerProtocolException ? 3 : 1;
        }
        finally
        {
            ended = true;
        }
    }

    public void Dispose() => writer.Dispose();

    private void Serve(IWorkerService service)
    {
        while (reader.Read() is { } frame && frame.Kind is not FrameKind.Shutdown)
        {
            if (frame.Kind is FrameKind.Open)
            {
                Open(service, frame);
            }
            else if (requests.TryGetValue(frame.Request, out var request))
            {
                request.Receive(frame);
            }
        }
    }

    /// <summary>Methods that heed their token end now; those stuck in a library end with the process.</summary>
    private bool AllLeft()
    {
        foreach (var request in requests.Values)
        {
            request.Cancel();
        }

        return SpinWait.SpinUntil(() => requests.IsEmpty, Grace);
    }

    private void Open(IWorkerService service, Frame frame)
    {
        var (method, argument) = OpenPayload.Read(frame.Payload);
        var request = new WorkerRequest(frame.Request, argument, writer);
        if (!requests.TryAdd(frame.Request, request))
        {
            throw new WorkerProtocolException($"Request {frame.Request} was opened twice.");
        }

        Start(method, () => Handle(service, method, frame.Request, request));
    }

    private void Handle(IWorkerService service, string method, uint id, WorkerRequest request)
    {
        Frame end;
        try
        {
            if (!service.Methods.TryGetValue(method, out var handle))
            {
                throw new InputException(
                    $"The worker {name} has no method {method}; it has {string.Join(", ", service.Methods.Keys)}.");
            }

            handle(request, request.Cancelled);
            end = new Frame(FrameKind.Done, id);
        }
        catch (OperationCanceledException) when (request.Cancelled.IsCancellationRequested)
        {
            end = new Frame(FrameKind.Done, id);
        }
        catch (Exception e)
        {
            // Whatever it is, it belongs to this request; the client throws it as what it was.
            end = WorkerError.Of(e).ToFrame(id);
        }

        requests.TryRemove(id, out _);
        request.Dispose();
        WriteOrLeave(end);
    }

    private void Beat()
    {
        while (!ended)
        {
            WriteOrLeave(new Frame(FrameKind.Heartbeat, 0));
            Thread.Sleep(HeartbeatPeriod);
        }
    }

    private void WriteOrLeave(Frame frame)
    {
        try
        {
            writer.Write(frame);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The client is gone; the reading loop finds the same and ends.
            ended = true;
        }
    }

    private static void Start(string name, Action work) =>
        new Thread(() => work()) { IsBackground = true, Name = name }.Start();
}
