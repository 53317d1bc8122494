using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Errors;
using Microsoft.Extensions.Logging;

namespace LinlyTalker.Server.Realtime;

/// <summary>What a user's own documents add to a conversation's ears; where they cannot be read it goes on without them.</summary>
internal static class OwnWords
{
    /// <returns>The companion, and what its client is to be told that it lacks.</returns>
    public static async Task<(Companion Companion, string? Lack)> AddAsync(
        Companion companion, IKnowledgeBases? knowledge, UserId user, ILogger log, CancellationToken cancellation)
    {
        if (knowledge is null)
        {
            return (companion, null);
        }

        try
        {
            var own = await knowledge.DomainAsync(user, cancellation).ConfigureAwait(false);
            return (companion with { Domain = companion.Domain.And(own) }, null);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            Fault.Tell(log, "A live session goes on without its user's documents", e);
            return (companion, "Your documents cannot be read; the conversation goes on without them.");
        }
    }
}
