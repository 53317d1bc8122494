using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LinlyTalker.Core.Streams;

/// <summary>
/// Runs a source on a pump of its own, at most <c>count</c> items ahead of its reader. What it holds survives a
/// reader that gives up: another may go on where that one stopped. Disposing ends the source.
/// </summary>
public sealed class Lookahead<T> : IAsyncDisposable
{
    private readonly Channel<T> items;
    private readonly CancellationTokenSource leave;
    private readonly Task pump;

    public Lookahead(IAsyncEnumerable<T> source, int count, CancellationToken cancellation = default)
    {
        items = Channel.CreateBounded<T>(new BoundedChannelOptions(count) { SingleWriter = true });
        leave = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        pump = Task.Run(() => PumpAsync(source), CancellationToken.None);
    }

    /// <summary>The items that nobody has read yet, then the source's failure if it failed. One reader at a time.</summary>
    public IAsyncEnumerable<T> ReadAllAsync(CancellationToken cancellation = default) =>
        items.Reader.ReadAllAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await leave.CancelAsync().ConfigureAwait(false);
        await pump.ConfigureAwait(false);
        leave.Dispose();
    }

    private async Task PumpAsync(IAsyncEnumerable<T> source)
    {
        Exception? failure = null;
        try
        {
            await foreach (var item in source.WithCancellation(leave.Token).ConfigureAwait(false))
            {
                await items.Writer.WriteAsync(item, leave.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            failure = e; // The reader's to throw, after the items that came before it.
        }

        items.Writer.Complete(failure);
    }
}

public static class LookaheadExtensions
{
    /// <summary>
    /// Reads the source up to <paramref name="count"/> items ahead: the one concurrency operator of a reply. Forwards
    /// failure, and ends its source when it is left early.
    /// </summary>
    public static async IAsyncEnumerable<T> Ahead<T>(
        this IAsyncEnumerable<T> source, int count, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var ahead = new Lookahead<T>(source, count, cancellation);
        await foreach (var item in ahead.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            yield return item;
        }
    }
}
