namespace LinlyTalker.Server.Realtime.Settings;

/// <summary>How the companion behaves beside its answers: ours, no client of OpenAI sends it.</summary>
internal sealed record DialogueSettings
{
    /// <summary>It says its greeting when this is turned on before anything was said.</summary>
    public bool Greets { get; init; }

    /// <summary>It asks "did you say …" about what its ears doubt.</summary>
    public bool Confirms { get; init; } = true;

    /// <summary>It begins to think while the user may still go on.</summary>
    public bool Preempts { get; init; } = true;
}
