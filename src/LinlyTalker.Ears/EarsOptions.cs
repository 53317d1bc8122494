using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Turns;
using LinlyTalker.Ears.Denoise;

namespace LinlyTalker.Ears;

public sealed record EarsOptions
{
    public TurnOptions Turns { get; init; } = new();

    public Suppression Suppression { get; init; } = Suppression.OnSteadyNoise;

    /// <summary>So many turns are recognised at once, each in a process of about 175 MB; others wait.</summary>
    public int Decoders { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>
    /// A pause settles the words before it once there is so much sound: a shorter stretch gains more from the
    /// words around it, a longer one takes longer to settle.
    /// </summary>
    public TimeSpan ShortestStretch { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How much a domain's language model counts, 0 to 1; the general one counts the rest. Measured on held-out
    /// prompts by the benchmark <c>hear</c>.
    /// </summary>
    public float DomainWeight { get; init; } = 0.8f;

    /// <summary>Path of the worker's program; null: the usual places.</summary>
    public string? Worker { get; init; }

    /// <summary>Told why a turn was lost; the stream goes on.</summary>
    public Action<LinlyException> Fault { get; init; } = _ => { };
}
