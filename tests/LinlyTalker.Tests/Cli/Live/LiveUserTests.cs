using System.Collections.Concurrent;
using LinlyTalker.Cli.Live.Questions;
using LinlyTalker.Cli.Live.Talking;
using LinlyTalker.Client;
using LinlyTalker.Tests.Client;

namespace LinlyTalker.Tests.Cli.Live;

public class LiveUserTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task A_user_asks_hears_the_reply_to_its_end_and_asks_again()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        await using var client = await RealtimeClient.ConnectAsync(new() { Server = server.Address }, End);
        var session = await server.AcceptAsync();
        var turns = new ConcurrentQueue<LiveTurn>();
        var plan = new LivePlan { Questions = QuestionSource.Typed, Turns = 2, Typed = true, Measured = turns.Enqueue };
        var talking = new LiveUser(0, client, plan, new LiveClock()).RunAsync(End);
        for (var i = 0; i < 2; i++)
        {
            await server.NextAsync("response.create");
            await session.SayAsync($$$"""{"type":"response.created","response":{"id":"r{{{i}}}"}}""");
            await session.SayAsync($$"""{"type":"response.output_audio.delta","response_id":"r{{i}}","item_id":"x","delta":"{{Convert.ToBase64String(new byte[4800])}}"}""");
            await session.SayAsync($$$"""{"type":"response.done","response":{"id":"r{{{i}}}","status":"completed"}}""");
        }

        await talking;

        Assert.All(turns, t => Assert.Null(t.Failure));
        Assert.Equal([0.1, 0.1], turns.Select(t => t.Reply));
        Assert.All(turns, t => Assert.True(t.FirstAudio > 0));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_spoken_question_may_be_said_into_the_reply_before()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        await using var client = await RealtimeClient.ConnectAsync(new() { Server = server.Address }, End);
        var session = await server.AcceptAsync();
        var turns = new ConcurrentQueue<LiveTurn>();
        var question = new LiveQuestion("tone", [.. Enumerable.Repeat(0.5f, 2400)], new(0, 2400), []);
        var plan = new LivePlan { Questions = [question], Turns = 2, InterruptEvery = 1, Measured = turns.Enqueue };
        var talking = new LiveUser(0, client, plan, new LiveClock()).RunAsync(End);

        await UntilAsync(server, loud: true);
        await UntilAsync(server, loud: false);
        await session.SayAsync("""{"type":"response.created","response":{"id":"r0"}}""");
        await session.SayAsync($$"""{"type":"response.output_audio.delta","response_id":"r0","item_id":"x","delta":"{{Convert.ToBase64String(new byte[480000])}}"}""");
        await UntilAsync(server, loud: true);
        await session.SayAsync("""{"type":"input_audio_buffer.speech_started","audio_start_ms":0,"item_id":"i"}""");
        await session.SayAsync("""{"type":"response.done","response":{"id":"r0","status":"cancelled"}}""");
        await session.SayAsync("""{"type":"response.created","response":{"id":"r1"}}""");
        await session.SayAsync("""{"type":"response.done","response":{"id":"r1","status":"completed"}}""");
        await talking;

        Assert.Equal([null, true], turns.Select(t => (bool?)(t.BargeIn?.Stop >= 0)).Select(b => b is true ? b : null));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_session_that_the_server_ends_is_said_to_have_ended()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        await using var client = await RealtimeClient.ConnectAsync(new() { Server = server.Address }, End);
        await (await server.AcceptAsync()).CloseAsync();
        var plan = new LivePlan { Questions = QuestionSource.Typed, Turns = 1, Typed = true, Measured = _ => { } };

        await Assert.ThrowsAsync<RealtimeClosedException>(() => new LiveUser(0, client, plan, new LiveClock()).RunAsync(End));
    }

    private static async Task UntilAsync(FakeRealtimeServer server, bool loud)
    {
        while (Array.Exists((await server.NextAsync("input_audio_buffer.append")).GetProperty("audio").GetBytesFromBase64(), b => b != 0) != loud)
        {
            // The next.
        }
    }
}
