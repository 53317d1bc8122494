namespace LinlyTalker.Ears.Echo;

public sealed record EchoOptions
{
    /// <summary>The longest echo of the room, after the delay of the way there, that is cancelled.</summary>
    public TimeSpan Tail { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest delay of the loudspeaker and the network that is looked for; at most 1 s.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What the canceller leaves of the echo is lowered by at most so much while nobody else speaks; dB, negative.</summary>
    public int Suppression { get; init; } = -40;

    /// <summary>The same while somebody speaks: less spares their voice.</summary>
    public int SuppressionWhileSpeaking { get; init; } = -15;

    /// <summary>Steady noise is lowered by at most so much; dB, negative.</summary>
    public int NoiseSuppression { get; init; } = -15;

    /// <summary>Told the delay, in samples of 16 kHz, when another one is found; called while sound is taken, so be quick.</summary>
    public Action<int> Found { get; init; } = _ => { };
}
