using System.Runtime.CompilerServices;

namespace LinlyTalker.Core.Conversations;

/// <summary>Tells when a turn reached each of its stages, once each.</summary>
/// <param name="begin">Timestamp of the user's last sample of speech.</param>
internal sealed class StageWatch(int turn, TimeProvider time, long begin, Outlet output)
{
    private readonly HashSet<Stage> reached = [];

    public ValueTask ReachAsync(Stage stage, CancellationToken cancellation)
    {
        lock (reached)
        {
            if (!reached.Add(stage))
            {
                return ValueTask.CompletedTask;
            }
        }

        return output.WriteAsync(new Reached(turn, stage, time.GetElapsedTime(begin)), cancellation);
    }

    /// <summary>The items as they are; the stage is reached with the first.</summary>
    public async IAsyncEnumerable<T> FirstOf<T>(
        IAsyncEnumerable<T> items, Stage stage, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var item in items.WithCancellation(cancellation).ConfigureAwait(false))
        {
            await ReachAsync(stage, cancellation).ConfigureAwait(false);
            yield return item;
        }
    }
}
