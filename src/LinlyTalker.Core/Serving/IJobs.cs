using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Serving;

public enum JobState
{
    Queued,
    Running,
    Completed,
    Failed,
    Cancelled,
}

/// <summary>Work that outlasts the request that asked for it.</summary>
/// <param name="Id">Unguessable.</param>
/// <param name="Kind">Who works on it: <c>video</c>, ….</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="Payload">What was asked, as JSON of whoever works on it.</param>
/// <param name="Result">What came of it, as JSON of whoever works on it; null until it is completed.</param>
/// <param name="Error">A sentence for whoever asked; null unless it failed.</param>
public sealed record Job(
    string Id,
    string Kind,
    UserId Owner,
    JobState State,
    double Progress,
    string Payload,
    string? Result,
    string? Error,
    DateTimeOffset Created,
    DateTimeOffset Updated);

/// <summary>How many jobs there are.</summary>
public sealed record JobCounts(int Queued, int Running, int Completed, int Failed, int Cancelled)
{
    public int Open => Queued + Running;

    public int Ended => Completed + Failed + Cancelled;
}

/// <summary>
/// The jobs of this machine; they survive a restart. Thread-safe. What ended stays ended: a report, a result or a
/// failure that comes after a cancellation changes nothing and answers false.
/// </summary>
public interface IJobs
{
    Task<Job> AddAsync(string kind, UserId owner, string payload, CancellationToken cancellation = default);

    /// <returns>Null when there is none, or it is another user's.</returns>
    Task<Job?> FindAsync(string id, UserId owner, CancellationToken cancellation = default);

    /// <summary>The newest first.</summary>
    /// <param name="after">Id of the last one of the page before.</param>
    Task<IReadOnlyList<Job>> ListAsync(
        string kind, UserId owner, int most = 100, string? after = null, CancellationToken cancellation = default);

    /// <summary>The oldest that waits becomes running; two takers never get the same one.</summary>
    /// <returns>Null when none waits.</returns>
    Task<Job?> TakeAsync(string kind, CancellationToken cancellation = default);

    /// <returns>False when it runs no more: the worker stops.</returns>
    Task<bool> ReportAsync(string id, double progress, CancellationToken cancellation = default);

    Task<bool> CompleteAsync(string id, string result, CancellationToken cancellation = default);

    Task<bool> FailAsync(string id, string reason, CancellationToken cancellation = default);

    /// <returns>False when there is none that waits or runs, or it is another user's.</returns>
    Task<bool> CancelAsync(string id, UserId owner, CancellationToken cancellation = default);

    /// <summary>
    /// When the program starts: what ran when it ended waits again, or has failed when it was begun
    /// <paramref name="attempts"/> times.
    /// </summary>
    /// <returns>How many wait again.</returns>
    Task<int> ResumeAsync(string kind, int attempts, CancellationToken cancellation = default);

    /// <returns>What was there, so that its result can be erased too; null when there was none, or it is another user's.</returns>
    Task<Job?> DeleteAsync(string id, UserId owner, CancellationToken cancellation = default);

    /// <summary>Erases all of a user's.</summary>
    /// <returns>What was there, so that the results can be erased too.</returns>
    Task<IReadOnlyList<Job>> EraseAsync(UserId owner, CancellationToken cancellation = default);

    /// <param name="owner">Null: whosever they are.</param>
    Task<JobCounts> CountAsync(string kind, UserId? owner = null, CancellationToken cancellation = default);

    /// <summary>What runs waits again, as if it had never been begun: the program ends before it is done.</summary>
    /// <returns>False when it runs no more.</returns>
    Task<bool> ReturnAsync(string id, CancellationToken cancellation = default);

    /// <summary>Erases what ended before that, whosever it is.</summary>
    /// <returns>What was there, so that the results can be erased too.</returns>
    Task<IReadOnlyList<Job>> EraseEndedAsync(string kind, DateTimeOffset before, CancellationToken cancellation = default);

    /// <summary>All that are completed, whosever they are, the oldest end first.</summary>
    Task<IReadOnlyList<Job>> CompletedAsync(string kind, CancellationToken cancellation = default);

    /// <summary>Something of the result is there no more.</summary>
    /// <returns>False when there is none that is completed.</returns>
    Task<bool> AmendAsync(string id, string result, CancellationToken cancellation = default);
}
