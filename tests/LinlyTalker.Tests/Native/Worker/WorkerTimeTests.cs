using System.Text;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Worker;
using LinlyTalker.Native.Worker.Wire;
using LinlyTalker.Tests.Core;

namespace LinlyTalker.Tests.Native.Worker;

/// <summary>What the client does as time goes by; the clock is the test's.</summary>
public class WorkerTimeTests
{
    private const int Patience = 30_000;
    private static readonly TimeSpan Forever = TimeSpan.FromDays(9);
    private static readonly WorkerOptions Patient = new()
    {
        Service = "probe", StartTimeout = Forever, CallTimeout = Forever, SilenceTimeout = Forever,
    };

    private readonly ManualTime time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_worker_that_does_not_greet_is_given_up()
    {
        PipeLink? link = null;
        await using var client = new WorkerClient(
            Patient with { StartTimeout = TimeSpan.FromSeconds(30) },
            _ => link = new PipeLink((read, _) => Drain(new FrameReader(read))), time);
        var error = await FailAsync<WorkerDiedException>(client.AskAsync("echo", default, Token));
        Assert.Contains("did not greet within 30 s", error.Message, StringComparison.Ordinal);
        Assert.True(link!.WasKilled);
    }

    [Fact(Timeout = Patience)]
    public async Task A_request_that_owes_its_result_too_long_is_given_up_and_a_worker_that_will_not_leave_it_is_ended()
    {
        PipeLink? link = null;
        await using var client = new WorkerClient(
            Patient with { CallTimeout = TimeSpan.FromSeconds(60) },
            _ => link = PipeLink.Scripted((reader, _, _) => Drain(reader)), time);
        var error = await FailAsync<WorkerTimeoutException>(client.AskAsync("sing", default, Token));
        Assert.Contains("60 s in sing", error.Message, StringComparison.Ordinal);
        await AdvanceUntil(() => link!.WasKilled);
    }

    [Fact(Timeout = Patience)]
    public async Task While_input_is_open_the_worker_owes_nothing()
    {
        var arrived = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        await using var client = new WorkerClient(
            Patient with { CallTimeout = TimeSpan.FromSeconds(60) },
            _ => PipeLink.Scripted((reader, writer, _) =>
            {
                var open = reader.Read()!.Value;
                arrived.SetResult();
                answer.Task.Wait(Token);
                writer.Write(new Frame(FrameKind.Output, open.Request, "late"u8.ToArray()));
                writer.Write(new Frame(FrameKind.Done, open.Request));
                Drain(reader);
            }), time);
        await using var call = await client.OpenAsync("listen", default, Token);
        var first = call.ReadAllAsync(Token).FirstAsync(Token).AsTask();
        await arrived.Task;
        time.Advance(TimeSpan.FromHours(1));
        answer.SetResult();
        Assert.Equal("late", Encoding.UTF8.GetString((await first).Span));
    }

    [Fact(Timeout = Patience)]
    public async Task A_worker_without_a_heartbeat_is_ended()
    {
        PipeLink? link = null;
        await using var client = new WorkerClient(
            Patient with { SilenceTimeout = TimeSpan.FromSeconds(20) },
            _ => link = PipeLink.Scripted((reader, _, _) => Drain(reader)), time);
        var error = await FailAsync<WorkerDiedException>(client.AskAsync("sing", default, Token));
        Assert.Contains("no sign of life for 20 s", error.Message, StringComparison.Ordinal);
        Assert.True(link!.WasKilled);
    }

    [Fact(Timeout = Patience)]
    public async Task A_worker_that_dies_again_and_again_is_started_ever_later()
    {
        var starts = new List<double>();
        await using var client = new WorkerClient(
            Patient,
            _ =>
            {
                starts.Add(time.GetUtcNow().TimeOfDay.TotalSeconds);
                return PipeLink.Scripted((reader, _, _) => reader.Read());
            },
            time);
        for (var i = 0; i < 5; i++)
        {
            await FailAsync<WorkerDiedException>(client.AskAsync("echo", default, Token), TimeSpan.FromMilliseconds(10));
        }

        var waits = starts.Zip(starts.Skip(1), (a, b) => b - a).ToList();
        Assert.Equal(4, waits.Count);
        Assert.True(waits[1] >= 0.25 && waits[2] >= 0.5 && waits[3] >= 1);
    }

    [Fact(Timeout = Patience)]
    public async Task A_library_that_cannot_be_opened_says_so_to_every_request()
    {
        await using var client = new WorkerClient(new WorkerOptions { Service = "piano" }, _ => new PipeLink((read, write) =>
        {
            using var host = new LinlyTalker.Worker.Hosting.WorkerHost(
                "piano", () => throw new NativeLibraryMissingException("libpiano was not found; install it."), read, write);
            host.Run();
        }));
        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<NativeLibraryMissingException>(() => client.AskAsync("play", default, Token));
            Assert.Equal("libpiano was not found; install it.", error.Message);
        }
    }

    private static void Drain(FrameReader reader)
    {
        while (reader.Read() is { Kind: not FrameKind.Shutdown })
        {
        }
    }

    /// <summary>Moves the clock until the task has failed.</summary>
    private async Task<T> FailAsync<T>(Task task, TimeSpan? step = null)
        where T : Exception
    {
        await AdvanceUntil(() => task.IsCompleted, step);
        return await Assert.ThrowsAsync<T>(() => task);
    }

    private async Task AdvanceUntil(Func<bool> done, TimeSpan? step = null)
    {
        while (!done())
        {
            Token.ThrowIfCancellationRequested();
            time.Advance(step ?? TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
