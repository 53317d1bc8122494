namespace LinlyTalker.Worker.Hosting;

/// <summary>
/// Serves one request, on a thread of its own, so it may block in a library. It ends by returning, or by throwing
/// what the client shall see. When <paramref name="cancellation"/> fires it should return soon: a worker whose
/// request goes on is killed after a grace.
/// </summary>
public delegate void WorkerMethod(WorkerRequest request, CancellationToken cancellation);

/// <summary>A library in its own process. Made once, when the client greets; methods may run at the same time.</summary>
public interface IWorkerService : IDisposable
{
    IReadOnlyDictionary<string, WorkerMethod> Methods { get; }
}
