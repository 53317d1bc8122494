using System.Runtime.CompilerServices;
using LinlyTalker.Core.Streams;

namespace LinlyTalker.Tests.Core.Streams;

public class LookaheadTests
{
    private const int Patience = 20_000;
    private int given;
    private bool ended;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task Everything_comes_in_order() =>
        Assert.Equal(Enumerable.Range(0, 100), await Source(100).Ahead(3, Token).ToListAsync(Token));

    [Fact(Timeout = Patience)]
    public async Task It_runs_no_further_ahead_than_asked()
    {
        await using var items = Source(100).Ahead(3, Token).GetAsyncEnumerator(Token);
        await items.MoveNextAsync();
        while (given < 4)
        {
            await Task.Yield();
        }

        await Task.Yield();
        Assert.InRange(given, 4, 5); // Three that wait, one that was read, one at the door.
    }

    [Fact(Timeout = Patience)]
    public async Task Failure_comes_after_the_items_before_it()
    {
        var seen = new List<int>();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var item in Source(5, failAtEnd: true).Ahead(3, Token))
            {
                seen.Add(item);
            }
        });
        Assert.Equal("broken", error.Message);
        Assert.Equal([0, 1, 2, 3, 4], seen);
    }

    [Fact(Timeout = Patience)]
    public async Task Leaving_early_ends_the_source()
    {
        await foreach (var _ in Source(int.MaxValue).Ahead(3, Token))
        {
            break;
        }

        Assert.True(ended);
    }

    [Fact(Timeout = Patience)]
    public async Task Cancelling_ends_reader_and_source()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in Source(int.MaxValue).Ahead(3, cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });
        Assert.True(ended);
    }

    [Fact(Timeout = Patience)]
    public async Task Another_reader_goes_on_where_the_first_stopped()
    {
        await using var ahead = new Lookahead<int>(Source(10), 2, Token);
        await foreach (var item in ahead.ReadAllAsync(Token))
        {
            if (item == 3)
            {
                break;
            }
        }

        Assert.Equal([4, 5, 6, 7, 8, 9], await ahead.ReadAllAsync(Token).ToListAsync(Token));
    }

    private IAsyncEnumerable<int> Source(int count, bool failAtEnd = false) => Give(count, failAtEnd, Token);

    private async IAsyncEnumerable<int> Give(
        int count, bool failAtEnd, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        try
        {
            for (var i = 0; i < count; i++)
            {
                await Task.Yield();
                cancellation.ThrowIfCancellationRequested();
                given++;
                yield return i;
            }

            if (failAtEnd)
            {
                throw new InvalidOperationException("broken");
            }
        }
        finally
        {
            ended = true;
        }
    }
}
