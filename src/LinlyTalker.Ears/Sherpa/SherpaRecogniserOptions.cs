namespace LinlyTalker.Ears.Sherpa;

public sealed record SherpaRecogniserOptions
{
    /// <summary>What is spoken, as BCP 47 tag; empty: the model finds out, or knows only one.</summary>
    public string Language { get; init; } = "";

    public int Threads { get; init; } = 1;

    /// <summary>Path of the worker's program; null: the usual places.</summary>
    public string? Worker { get; init; }
}
