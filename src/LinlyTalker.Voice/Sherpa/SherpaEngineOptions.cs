namespace LinlyTalker.Voice.Sherpa;

public sealed record SherpaEngineOptions
{
    public int Threads { get; init; } = 1;

    /// <summary>VITS and Matcha voices speak without noise: a little flatter, and the same text always alike.</summary>
    public bool Steady { get; init; }

    /// <summary>The voices that the cloning models speak with; without one they have none.</summary>
    public IReadOnlyList<VoiceClone> Clones { get; init; } = [];

    /// <summary>Path of the worker's program; null: the usual places.</summary>
    public string? Worker { get; init; }

    /// <summary>Told, in a sentence, which folder is no voice and why.</summary>
    public Action<string>? Noted { get; init; }
}
