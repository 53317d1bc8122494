using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Turns;
using LinlyTalker.Ears.Denoise;
using LinlyTalker.Ears.Streaming;

namespace LinlyTalker.Ears;

public sealed record EarsOptions
{
    public TurnOptions Turns { get; init; } = new();

    public Suppression Suppression { get; init; } = Suppression.OnSteadyNoise;

    /// <summary>
    /// So many turns are recognised at once, each in a process of about 155 MB that lives while it is needed; others wait. One
    /// that is said at the speed of life keeps a core busy for 0.14 to 0.24 of the time.
    /// </summary>
    public int Decoders { get; init; } = Math.Min(32, 4 * Environment.ProcessorCount);

    /// <summary>
    /// A pause settles the words before it once there is so much sound, which makes the end of a turn prompt: a
    /// shorter stretch is left to gain from the words around it.
    /// </summary>
    public TimeSpan ShortestStretch { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// How much a domain's language model counts, 0 to 1; the general one counts the rest. Measured on held-out
    /// prompts by the benchmark <c>hear</c>.
    /// </summary>
    public float DomainWeight { get; init; } = 0.9f;

    /// <summary>Path of the worker's program; null: the usual places.</summary>
    public string? Worker { get; init; }

    /// <summary>How a recogniser of whole stretches follows somebody who speaks.</summary>
    public StreamingOptions Streaming { get; init; } = new();

    /// <summary>Told why a turn was lost, or could not be judged; the stream goes on.</summary>
    public Action<LinlyException> Fault { get; init; } = _ => { };
}
