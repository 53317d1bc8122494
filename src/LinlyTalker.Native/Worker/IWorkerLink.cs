namespace LinlyTalker.Native.Worker;

/// <summary>The two pipes to something that speaks the worker's protocol, and the power to end it.</summary>
public interface IWorkerLink : IDisposable
{
    /// <summary>What the worker reads.</summary>
    Stream Input { get; }

    /// <summary>What the worker writes.</summary>
    Stream Output { get; }

    /// <summary>Completes when the worker has ended, with how: "signal 6 (SIGABRT)".</summary>
    Task<string> Ended { get; }

    void Kill();
}
