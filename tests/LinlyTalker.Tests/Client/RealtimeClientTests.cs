using LinlyTalker.Client;
using LinlyTalker.Client.Events;
using LinlyTalker.Client.Sessions;

namespace LinlyTalker.Tests.Client;

public class RealtimeClientTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact(Timeout = 20_000)]
    public async Task A_client_names_its_model_and_key_and_says_what_it_wishes()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        await using var client = await RealtimeClient.ConnectAsync(
            new()
            {
                Server = server.Address,
                Key = "sk-1",
                Model = "shop/en",
                Session = new SessionWishes { Voice = "slt", Language = "en", Silence = TimeSpan.FromSeconds(0.4), Instructions = "Be short." },
            },
            End);

        var asked = await server.NextAsync("session.update");

        Assert.Equal(("Bearer sk-1", "?model=shop%2Fen"), server.Last);
        var session = asked.GetProperty("session");
        var audio = session.GetProperty("audio");
        Assert.Equal("realtime", session.GetProperty("type").GetString());
        Assert.Equal("audio", session.GetProperty("output_modalities")[0].GetString());
        Assert.Equal(24000, audio.GetProperty("input").GetProperty("format").GetProperty("rate").GetInt32());
        Assert.Equal(400, audio.GetProperty("input").GetProperty("turn_detection").GetProperty("silence_duration_ms").GetInt32());
        Assert.Equal("en", audio.GetProperty("input").GetProperty("transcription").GetProperty("language").GetString());
        Assert.Equal("slt", audio.GetProperty("output").GetProperty("voice").GetString());
    }

    [Fact(Timeout = 20_000)]
    public async Task Sound_is_sent_as_clipped_16_bit_samples()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        await using var client = await RealtimeClient.ConnectAsync(new() { Server = server.Address }, End);

        await client.SendAudioAsync(new[] { 0f, 0.5f, -1f, 1.5f }, End);

        var asked = await server.NextAsync("input_audio_buffer.append");
        Assert.Equal([0, 0, 0, 0x40, 0, 0x80, 0xff, 0x7f], asked.GetProperty("audio").GetBytesFromBase64());
    }

    [Fact(Timeout = 20_000)]
    public async Task A_typed_question_is_a_line_and_a_wish_for_a_reply()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        await using var client = await RealtimeClient.ConnectAsync(new() { Server = server.Address }, End);

        await client.AskAsync("What is it?", End);

        var item = (await server.NextAsync("conversation.item.create")).GetProperty("item");
        Assert.Equal("What is it?", item.GetProperty("content")[0].GetProperty("text").GetString());
        await server.NextAsync("response.create");
    }

    [Fact(Timeout = 20_000)]
    public async Task Events_come_typed_and_in_order_and_end_when_the_server_closes()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        await using var client = await RealtimeClient.ConnectAsync(new() { Server = server.Address }, End);
        var session = await server.AcceptAsync();
        string[] events =
        [
            """{"type":"session.created","event_id":"e1","session":{"id":"s1","type":"realtime","audio":{}}}""",
            """{"type":"input_audio_buffer.speech_started","audio_start_ms":320,"item_id":"i1"}""",
            """{"type":"conversation.item.input_audio_transcription.delta","item_id":"i1","content_index":0,"delta":"what is"}""",
            """{"type":"input_audio_buffer.speech_stopped","audio_end_ms":1500,"item_id":"i1"}""",
            """{"type":"conversation.item.input_audio_transcription.completed","item_id":"i1","transcript":"What is it?"}""",
            """{"type":"response.created","response":{"id":"r1","status":"in_progress"}}""",
            """{"type":"response.output_audio_transcript.delta","response_id":"r1","item_id":"i2","delta":"It is "}""",
            """{"type":"response.output_audio.delta","response_id":"r1","item_id":"i2","delta":"AAAAQA=="}""",
            """{"type":"response.done","response":{"id":"r1","status":"cancelled","status_details":{"type":"cancelled","reason":"turn_detected"}}}""",
            """{"type":"error","error":{"type":"invalid_request_error","code":"bad","message":"No."}}""",
            """{"type":"rate_limits.updated","rate_limits":[]}""",
        ];
        foreach (var json in events)
        {
            await session.SayAsync(json);
        }

        await session.CloseAsync();
        var came = await client.ReadAllAsync(End).Select(e => e with { Received = 0 }).ToListAsync(End);

        var audio = Assert.IsType<ReplyAudio>(came[7]);
        Assert.Equal(2, audio.Samples);
        Assert.Equal(
            [
                new SessionStarted("s1"),
                new SpeechStarted("i1", TimeSpan.FromSeconds(0.32)),
                new WordsHeard("i1", "what is"),
                new SpeechStopped("i1", TimeSpan.FromSeconds(1.5)),
                new UtteranceHeard("i1", "What is it?"),
                new ReplyBegun("r1"),
                new ReplyText("r1", "i2", "It is ", IsSpoken: true),
                audio,
                new ReplyFinished("r1", "cancelled", "turn_detected"),
                new ServerError("bad", "No."),
                new OtherEvent("rate_limits.updated"),
            ],
            came);
    }

    [Theory(Timeout = 20_000)]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("""{"type":"response.output_audio.delta","delta":"%%%"}""")]
    public async Task What_is_no_event_is_said_in_a_sentence(string message)
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        await using var client = await RealtimeClient.ConnectAsync(new() { Server = server.Address }, End);
        await (await server.AcceptAsync()).SayAsync(message);

        var failure = await Assert.ThrowsAsync<RealtimeException>(async () => await client.ReadAllAsync(End).FirstAsync(End));

        Assert.Contains("no event", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_refusal_says_that_a_key_is_needed()
    {
        await using var server = await FakeRealtimeServer.StartAsync(refuse: 401);

        var failure = await Assert.ThrowsAsync<RealtimeException>(
            () => RealtimeClient.ConnectAsync(new() { Server = server.Address }, End));

        Assert.Contains("linly keys add", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_message_that_is_too_long_breaks_the_session()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        await using var client = await RealtimeClient.ConnectAsync(new() { Server = server.Address, LongestMessage = 100_000 }, End);
        await (await server.AcceptAsync()).SayAsync(new string(' ', 200_000));

        await Assert.ThrowsAsync<RealtimeException>(async () => await client.ReadAllAsync(End).FirstAsync(End));
    }

    [Fact(Timeout = 20_000)]
    public async Task A_lost_connection_is_made_again_with_the_same_wishes()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        await using var client = await RealtimeClient.ConnectAsync(
            new() { Server = server.Address, Reconnects = 2, Session = new() { Voice = "slt" } }, End);
        await server.NextAsync("session.update");
        (await server.AcceptAsync()).Cut();

        var first = await client.ReadAllAsync(End).FirstAsync(End);

        Assert.IsType<Reconnected>(first);
        var again = await server.NextAsync("session.update");
        Assert.Equal("slt", again.GetProperty("session").GetProperty("audio").GetProperty("output").GetProperty("voice").GetString());
    }

    [Fact(Timeout = 20_000)]
    public async Task Without_leave_to_reconnect_a_lost_connection_ends_the_session()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        await using var client = await RealtimeClient.ConnectAsync(new() { Server = server.Address }, End);
        (await server.AcceptAsync()).Cut();

        await Assert.ThrowsAsync<RealtimeException>(async () => await client.ReadAllAsync(End).FirstAsync(End));
    }
}
