using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Turns;

namespace LinlyTalker.Core.Organs;

public sealed record ListenOptions
{
    /// <summary>BCP 47 tag of the language that is expected.</summary>
    public string Language { get; init; } = "en";

    public DomainText Domain { get; init; } = DomainText.Empty;

    /// <summary>When speech counts as begun and as ended; null: as the ears were made.</summary>
    public TurnOptions? Turns { get; init; }

    /// <summary>Give partial utterances while the user speaks (where the engine can).</summary>
    public bool Partials { get; init; } = true;
}

/// <summary>Hears: sound becomes utterances, for as long as sound comes.</summary>
public interface IEars
{
    /// <param name="audio">Any sample rate; positions rise without gaps. One rate per stream.</param>
    /// <returns>Partial and final utterances; see <see cref="Utterance"/> for what the first partial means.</returns>
    IAsyncEnumerable<Utterance> ListenAsync(
        IAsyncEnumerable<AudioChunk> audio, ListenOptions options, CancellationToken cancellation = default);
}
