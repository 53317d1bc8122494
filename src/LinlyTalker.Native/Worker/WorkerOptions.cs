namespace LinlyTalker.Native.Worker;

public sealed record WorkerOptions
{
    /// <summary>Which library the process hosts: <c>espeak</c>, <c>pocketsphinx</c>, <c>probe</c>, ….</summary>
    public required string Service { get; init; }

    /// <summary>Path of the worker's program; null: see <see cref="WorkerExecutable"/>.</summary>
    public string? Executable { get; init; }

    /// <summary>Added to the process's environment before it starts, where native libraries see it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Run before each start of the process, also after a death; what it throws is the request's failure.</summary>
    public Func<CancellationToken, Task> BeforeStart { get; init; } = _ => Task.CompletedTask;

    /// <summary>From the start of the process to its greeting.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a request may owe the next piece of its result, its input being complete, or may leave its input
    /// unread. While input is open, the worker owes nothing.
    /// </summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A worker that sends nothing for so long, no heartbeat either, is ended.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a cancelled request, or a worker asked to end, is waited for before the process is killed.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(2);
}
