namespace LinlyTalker.Models.Inference;

/// <summary>How a model is loaded. The defaults suit small nets that run often on a busy machine.</summary>
public sealed record SessionOptions
{
    /// <summary>Threads inside one operator; with 1 the caller's thread does all the work.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Off keeps the graph as it is written: slower to run, faster to load.</summary>
    public bool Optimise { get; init; } = true;

    /// <summary>On keeps memory between runs; off gives it back, for a net that runs once in a while.</summary>
    public bool KeepMemory { get; init; } = true;

    /// <summary>What the runtime prints on standard error: 0 everything, 2 warnings, 3 errors, 4 nothing but the end.</summary>
    public int LogLevel { get; init; } = 3;
}
