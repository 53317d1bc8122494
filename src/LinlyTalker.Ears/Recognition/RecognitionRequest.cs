using LinlyTalker.Core.Flow;

namespace LinlyTalker.Ears.Recognition;

public sealed record RecognitionRequest
{
    /// <summary>BCP 47 tag; empty: found out by the recogniser, where it can.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Names and terms that may be said.</summary>
    public DomainText Domain { get; init; } = DomainText.Empty;

    /// <summary>The words will be asked for again with more sound: speed counts more than a second attempt.</summary>
    public bool IsPartial { get; init; }
}
