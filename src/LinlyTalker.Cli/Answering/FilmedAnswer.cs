using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Cli.Answering;

/// <summary>A question that was answered into a film, and how long each part of it took.</summary>
internal sealed record FilmedAnswer
{
    public required string Text { get; init; }

    public required IReadOnlyList<Source> Sources { get; init; }

    public required string Video { get; init; }

    public required TimeSpan VideoLength { get; init; }

    public required TimeSpan SpeechLength { get; init; }

    /// <summary>Since the question was asked.</summary>
    public required IReadOnlyDictionary<Stage, TimeSpan> Stages { get; init; }

    /// <summary>Since the question was asked.</summary>
    public required TimeSpan FirstFrame { get; init; }

    /// <summary>From the question to the finished file.</summary>
    public required TimeSpan Wall { get; init; }

    /// <summary>The part of the text that no voice could say, in its order; usually empty.</summary>
    public required string Unsaid { get; init; }

    /// <summary>What went wrong on the way, a sentence each.</summary>
    public required IReadOnlyList<string> Failures { get; init; }
}
