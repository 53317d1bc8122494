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

    /// <summary>What went wrong on the way.</summary>
    public required IReadOnlyList<Degraded> Failures { get; init; }

    /// <summary>The same in words, for whoever runs the machine.</summary>
    public IReadOnlyList<string> Without => [.. Failures.Select(f => $"{f.Organ}: {f.Told}")];
}
