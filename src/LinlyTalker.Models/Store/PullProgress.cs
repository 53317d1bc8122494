using LinlyTalker.Models.Fetching;

namespace LinlyTalker.Models.Store;

/// <summary>How far a pull is.</summary>
/// <param name="Fetch">While <see cref="PullStep.Fetching"/>.</param>
public sealed record PullProgress(string Model, PullStep Step, FetchProgress? Fetch = null);

public enum PullStep
{
    /// <summary>Another process is fetching the same model.</summary>
    Waiting,

    Fetching,

    Converting,

    /// <summary>It is ready and was not before.</summary>
    Done,

    /// <summary>It was ready already.</summary>
    AlreadyHere,
}
