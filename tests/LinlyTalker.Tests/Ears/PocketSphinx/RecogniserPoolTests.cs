using LinlyTalker.Ears.PocketSphinx;
using LinlyTalker.Native.PocketSphinx;
using LinlyTalker.Native.Worker;
using LinlyTalker.Tests.Core;
using LinlyTalker.Tests.Native.Worker;
using LinlyTalker.Worker.Hosting;

namespace LinlyTalker.Tests.Ears.PocketSphinx;

/// <summary>How many decoders there are, and for how long; their processes are threads that load nothing.</summary>
public class RecogniserPoolTests
{
    private const int Patience = 30_000;
    private static readonly HearingModel Model = new("acoustic", "lexicon", "language");

    private readonly ManualTime time = new();
    private int started;
    private int loaded;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task Turns_at_once_have_a_decoder_each_and_turns_after_one_another_share_one()
    {
        await using var pool = Open(4);

        await (await pool.RentAsync(Model, Token)).DisposeAsync();
        await using var first = await pool.RentAsync(Model, Token);
        Assert.Equal(1, started);

        await using var second = await pool.RentAsync(Model, Token);
        Assert.Equal(2, started);
    }

    [Fact(Timeout = Patience)]
    public async Task Who_asks_when_all_are_busy_waits_for_the_first_that_is_given_back()
    {
        await using var pool = Open(2);
        await using var first = await pool.RentAsync(Model, Token);
        await using var second = await pool.RentAsync(Model, Token);

        var third = pool.RentAsync(Model, Token);
        Assert.False(third.IsCompleted);

        await first.DisposeAsync();
        await (await third).DisposeAsync();
        Assert.Equal(2, started);
    }

    [Fact(Timeout = Patience)]
    public async Task One_is_loaded_ahead_while_more_streams_are_open_than_decoders()
    {
        await using var pool = Open(4);
        using var one = pool.Attend();
        await using (await pool.RentAsync(Model, Token))
        {
            Assert.Equal(1, started);
        }

        using var other = pool.Attend();
        await using var first = await pool.RentAsync(Model, Token);
        await UntilAsync(() => Volatile.Read(ref loaded) == 1);

        await using var second = await pool.RentAsync(Model, Token);
        Assert.Equal(2, started);
    }

    [Fact(Timeout = Patience)]
    public async Task Decoders_that_nobody_needs_end_but_for_one_and_for_two_where_several_listen()
    {
        await using var pool = Open(4);
        var leases = new List<RecogniserPool.Lease>();
        for (var i = 0; i < 4; i++)
        {
            leases.Add(await pool.RentAsync(Model, Token));
            await leases[i].PrepareAsync(Token);
        }

        using (pool.Attend())
        using (pool.Attend())
        {
            foreach (var lease in leases.Skip(1))
            {
                await lease.DisposeAsync();
            }

            time.Advance(3 * RecogniserPool.Rest);
            Assert.Equal(2, pool.Count); // One of them is still lent out.
            await leases[0].DisposeAsync();
        }

        time.Advance(3 * RecogniserPool.Rest);
        Assert.Equal(1, pool.Count);

        await using var again = await pool.RentAsync(Model, Token);
        Assert.Equal(4, started);
    }

    private static async Task UntilAsync(Func<bool> happened)
    {
        while (!happened())
        {
            await Task.Delay(5, Token);
        }
    }

    private RecogniserPool Open(int size) => new(
        size,
        () =>
        {
            Interlocked.Increment(ref started);
            return new WorkerClient(new WorkerOptions { Service = HearingMethods.Service }, _ => new PipeLink(Host));
        },
        time);

    private void Host(Stream read, Stream write)
    {
        using var host = new WorkerHost(HearingMethods.Service, () => new LoadingService(() => Interlocked.Increment(ref loaded)), read, write);
        host.Run();
    }

    private sealed class LoadingService(Action load) : IWorkerService
    {
        public IReadOnlyDictionary<string, WorkerMethod> Methods { get; } =
            new Dictionary<string, WorkerMethod> { [HearingMethods.Prepare] = (_, _) => load() };

        public void Dispose()
        {
        }
    }
}
