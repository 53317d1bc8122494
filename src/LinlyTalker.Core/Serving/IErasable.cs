using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Serving;

/// <summary>
/// A place where something is kept for users, and can be erased on their request. Whoever keeps such a thing implements
/// this and is composed into the server's list of them; a place that keeps rows and files erases both.
/// </summary>
public interface IErasable
{
    /// <summary>What is counted, as a client reads it: <c>avatars</c>, <c>knowledge_bases</c>, <c>videos</c>, ….</summary>
    string Kept { get; }

    /// <summary>
    /// Erases all of a user's and all that was derived from it. What is in the making for the user is waited for or ended,
    /// so that nothing comes back. What fails half way is erased when it is asked again.
    /// </summary>
    /// <returns>How many there were.</returns>
    Task<int> EraseAsync(UserId user, CancellationToken cancellation = default);
}
