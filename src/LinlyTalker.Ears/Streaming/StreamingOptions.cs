using LinlyTalker.Ears.Turns;

namespace LinlyTalker.Ears.Streaming;

/// <summary>How a recogniser of whole stretches follows somebody who speaks.</summary>
public sealed record StreamingOptions
{
    /// <summary>New words are looked for so often while somebody speaks; less often when that takes long.</summary>
    public TimeSpan PartialInterval { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>After so much silence the final words are looked for, in case the turn is over.</summary>
    public TimeSpan SpeculateAfter { get; init; } = TimeSpan.FromMilliseconds(96);

    /// <summary>Sound whose words are settled is not heard again once there is more than this.</summary>
    public TimeSpan LongestWindow { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>So much of it is kept when it is cut, for the words around the cut.</summary>
    public TimeSpan KeptWindow { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>At or above it a turn counts as complete; see <see cref="ITurnDetector"/>.</summary>
    public float CompleteThreshold { get; init; } = 0.5f;

    /// <summary>Below it a turn counts as incomplete, and in doubt between.</summary>
    public float DoubtfulThreshold { get; init; } = 0.2f;

    /// <summary>Told what was decided about each pause; called from the stream's own loop, so be quick.</summary>
    public Action<TurnDecision> Decided { get; init; } = _ => { };
}
