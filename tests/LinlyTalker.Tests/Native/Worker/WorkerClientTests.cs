using System.Text;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Worker;
using LinlyTalker.Native.Worker.Wire;

namespace LinlyTalker.Tests.Native.Worker;

/// <summary>The protocol's two ends, over pipes within one process.</summary>
public class WorkerClientTests
{
    private const int Patience = 30_000;
    private static readonly WorkerOptions Options = new() { Service = "probe" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_question_is_answered()
    {
        await using var client = new WorkerClient(Options, PipeLink.Probe);
        Assert.Equal("hello", Text(await client.AskAsync("echo", Bytes("hello"), Token)));
    }

    [Fact(Timeout = Patience)]
    public async Task Input_and_result_stream_at_the_same_time()
    {
        await using var client = new WorkerClient(Options, PipeLink.Probe);
        await using var call = await client.OpenAsync("echo", default, Token);
        await using var results = call.ReadAllAsync(Token).GetAsyncEnumerator(Token);
        for (var i = 0; i < 50; i++)
        {
            await call.SendAsync(Bytes($"piece {i}"), Token);
            Assert.True(await results.MoveNextAsync());
            Assert.Equal($"piece {i}", Text(results.Current));
        }

        await call.CompleteInputAsync();
        Assert.False(await results.MoveNextAsync());
    }

    [Fact(Timeout = Patience)]
    public async Task A_hundred_requests_at_once_do_not_cross()
    {
        await using var client = new WorkerClient(Options, PipeLink.Probe);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            await using var call = await client.OpenAsync("echo", Bytes($"{i}"), Token);
            for (var piece = 0; piece < 10; piece++)
            {
                await call.SendAsync(Bytes($" {i}.{piece}"), Token);
            }

            await call.CompleteInputAsync();
            return string.Concat(await call.ReadAllAsync(Token).Select(m => Text(m)).ToListAsync(Token));
        }));
        Assert.Equal(
            Enumerable.Range(0, 100).Select(i => i + string.Concat(Enumerable.Range(0, 10).Select(p => $" {i}.{p}"))),
            answers);
    }

    [Fact(Timeout = Patience)]
    public async Task A_result_that_nobody_reads_waits_in_the_worker_and_holds_nobody_up()
    {
        await using var client = new WorkerClient(Options, PipeLink.Probe);
        await using var poured = await client.OpenAsync("pour", Bytes("5000"), Token);
        await poured.CompleteInputAsync();
        Assert.Equal("still here", Text(await client.AskAsync("echo", Bytes("still here"), Token)));
        Assert.Equal(5_000_000, await poured.ReadAllAsync(Token).SumAsync(Token));
    }

    [Fact(Timeout = Patience)]
    public async Task Failures_are_thrown_as_what_they_were()
    {
        await using var client = new WorkerClient(Options, PipeLink.Probe);
        var expected = await Assert.ThrowsAsync<InputException>(() => client.AskAsync("fail", Bytes("Too long."), Token));
        Assert.Equal("Too long.", expected.Message);
        var bug = await Assert.ThrowsAsync<NativeException>(() => client.AskAsync("throw", Bytes("oh"), Token));
        Assert.Contains("FormatException: oh", bug.Message, StringComparison.Ordinal);
        var unknown = await Assert.ThrowsAsync<InputException>(() => client.AskAsync("sing", default, Token));
        Assert.Contains("no method sing", unknown.Message, StringComparison.Ordinal);
        Assert.Equal("alive", Text(await client.AskAsync("echo", Bytes("alive"), Token)));
    }

    [Fact(Timeout = Patience)]
    public async Task Oversize_messages_fail_their_request_alone()
    {
        await using var client = new WorkerClient(Options, PipeLink.Probe);
        await Assert.ThrowsAsync<WorkerProtocolException>(
            () => client.AskAsync("echo", new byte[Frame.MaxPayload + 1], Token));
        await Assert.ThrowsAsync<WorkerProtocolException>(() => client.AskAsync("oversize", default, Token));
        Assert.Equal("alive", Text(await client.AskAsync("echo", Bytes("alive"), Token)));
    }

    [Fact(Timeout = Patience)]
    public async Task A_cancelled_request_ends_and_the_worker_goes_on()
    {
        var starts = 0;
        await using var client = new WorkerClient(Options, o => { starts++; return PipeLink.Probe(o); });
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sleep = client.AskAsync("sleep", Bytes("1000"), cancel.Token);
        Assert.Equal("awake", Text(await client.AskAsync("echo", Bytes("awake"), Token)));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sleep);
        Assert.Equal("awake", Text(await client.AskAsync("echo", Bytes("awake"), Token)));
        Assert.Equal(1, starts);
    }

    [Fact(Timeout = Patience)]
    public async Task Leaving_a_result_half_read_cancels_it()
    {
        await using var client = new WorkerClient(Options, PipeLink.Probe);
        await using (var call = await client.OpenAsync("pour", Bytes("1000000000"), Token))
        {
            await foreach (var _ in call.ReadAllAsync(Token))
            {
                break;
            }
        }

        Assert.Equal("free", Text(await client.AskAsync("echo", Bytes("free"), Token)));
    }

    [Fact(Timeout = Patience)]
    public async Task Garbage_from_the_worker_ends_it_and_the_next_request_starts_another()
    {
        var starts = 0;
        await using var client = new WorkerClient(Options, o => starts++ == 0
            ? PipeLink.Scripted((reader, _, raw) => { reader.Read(); raw.Write("INFO: loading model\n"u8); raw.Flush(); })
            : PipeLink.Probe(o));
        var error = await Assert.ThrowsAsync<WorkerProtocolException>(() => client.AskAsync("echo", Bytes("x"), Token));
        Assert.Contains("no frame", error.Message, StringComparison.Ordinal);
        Assert.Equal("x", Text(await client.AskAsync("echo", Bytes("x"), Token)));
    }

    [Fact(Timeout = Patience)]
    public async Task A_worker_that_had_served_and_dies_under_a_request_is_asked_again_once()
    {
        var starts = 0;
        await using var client = new WorkerClient(Options, o => ++starts switch
        {
            1 or 2 => ServesOnce(),
            _ => PipeLink.Probe(o),
        });
        Assert.Equal("served", Text(await client.AskAsync("echo", Bytes("x"), Token)));
        Assert.Equal("served", Text(await client.AskAsync("echo", Bytes("x"), Token)));
        Assert.Equal(2, starts);
        Assert.Equal("x", Text(await client.AskAsync("echo", Bytes("x"), Token)));
        Assert.Equal(3, starts);
    }

    [Fact(Timeout = Patience)]
    public async Task A_request_that_a_new_worker_dies_of_is_not_asked_again()
    {
        var starts = 0;
        await using var client = new WorkerClient(Options, o => ++starts == 1 ? PipeLink.Scripted((reader, _, _) => reader.Read()) : PipeLink.Probe(o));
        await Assert.ThrowsAsync<WorkerDiedException>(() => client.AskAsync("echo", Bytes("x"), Token));
        Assert.Equal(1, starts);
    }

    [Fact(Timeout = Patience)]
    public async Task What_is_checked_before_a_start_fails_the_request_and_starts_nothing()
    {
        var starts = 0;
        var bad = new InputException("The model is gone.");
        await using var client = new WorkerClient(
            Options with { BeforeStart = _ => Task.FromException(bad) }, o => { starts++; return PipeLink.Probe(o); });
        Assert.Same(bad, await Assert.ThrowsAsync<InputException>(() => client.AskAsync("echo", Bytes("x"), Token)));
        Assert.Equal(0, starts);
    }

    [Fact(Timeout = Patience)]
    public async Task A_worker_of_another_version_is_refused()
    {
        await using var client = new WorkerClient(Options, _ => new PipeLink((read, write) =>
        {
            new FrameReader(read).Read();
            using var writer = new FrameWriter(write);
            writer.Write((Hello.Of("probe") with { Version = 99 }).ToFrame());
            Thread.Sleep(Timeout.Infinite);
        }));
        var error = await Assert.ThrowsAsync<WorkerProtocolException>(() => client.AskAsync("echo", default, Token));
        Assert.Contains("version 99", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task The_worker_refuses_garbage_and_another_version_too()
    {
        foreach (var first in new[] { "GET / HTTP/1.1\r\n\r\n"u8.ToArray(), Wrong().ToArray() })
        {
            using var link = PipeLink.Probe(Options);
            await link.Input.WriteAsync(first, Token);
            var reader = new FrameReader(link.Output);
            Frame? frame = reader.Read();
            while (frame is { Kind: FrameKind.Heartbeat })
            {
                frame = reader.Read();
            }

            Assert.IsType<WorkerProtocolException>(WorkerError.Read(frame!.Value));
            Assert.Equal("returned", await link.Ended);
        }

        static MemoryStream Wrong()
        {
            var stream = new MemoryStream();
            using var writer = new FrameWriter(stream);
            writer.Write((Hello.Of("probe") with { Version = 0 }).ToFrame());
            return stream;
        }
    }

    /// <summary>Answers one request, and dies of the next.</summary>
    private static PipeLink ServesOnce() => PipeLink.Scripted((reader, writer, _) =>
    {
        var request = reader.Read()!.Value.Request;
        writer.Write(new Frame(FrameKind.Output, request, Bytes("served")));
        writer.Write(new Frame(FrameKind.Done, request));
        while (reader.Read() is { Kind: not FrameKind.Open })
        {
        }
    });

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}

internal static class ResultLengths
{
    public static async Task<long> SumAsync(this IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, CancellationToken cancellation)
    {
        var sum = 0L;
        await foreach (var piece in pieces.WithCancellation(cancellation))
        {
            sum += piece.Length;
        }

        return sum;
    }
}
