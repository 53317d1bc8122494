using System.Buffers.Binary;
using LinlyTalker.Client;
using LinlyTalker.Client.Events;
using LinlyTalker.Client.Sessions;
using LinlyTalker.Core.Flow;

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

    [Fact(Timeout = 20_000)]
    public async Task What_an_avatar_does_comes_typed()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        await using var client = await RealtimeClient.ConnectAsync(new() { Server = server.Address }, End);
        var session = await server.AcceptAsync();
        var weights = string.Join(',', Enumerable.Range(0, 2 * FaceMotion.ChannelCount));
        string[] events =
        [
            """{"type":"avatar.state","state":"speaking","turn":3,"response_id":"r1","item_id":"i1"}""",
            $$$"""{"type":"avatar.motion","response_id":"r1","first_frame":7,"frames":2,"weights":[{{{weights}}}]}""",
            """{"type":"avatar.caption","response_id":"r1","text":"It is","spoken":true,"words":[{"text":"It","start_ms":0,"end_ms":90}]}""",
            """{"type":"avatar.sources","response_id":"r1","sources":[{"file":"faq.csv","heading":"What is it?"}]}""",
            """{"type":"avatar.paused","response_id":"r1","item_id":"i1"}""",
            """{"type":"avatar.resumed","response_id":"r1","audio_start_ms":120}""",
            """{"type":"avatar.interrupted","response_id":"r1","audio_end_ms":200}""",
            """{"type":"avatar.stage","stage":"first_sound","after_ms":312.5}""",
            """{"type":"avatar.degraded","organ":"voice","reason":"It broke."}""",
        ];
        foreach (var json in events)
        {
            await session.SayAsync(json);
        }

        await session.CloseAsync();
        var came = await client.ReadAllAsync(End).Select(e => e with { Received = 0 }).ToListAsync(End);

        Assert.Equal(new AvatarState("speaking", 3, "r1", "i1"), came[0]);
        var motion = Assert.IsType<ReplyMotion>(came[1]).Motion;
        Assert.Equal((7, 2, (FaceMotion.ChannelCount + 1) * 0.001f), (motion.FirstFrame, motion.FrameCount, motion.Frame(1)[1]));
        Assert.Equal(new CaptionWord("It", TimeSpan.Zero, TimeSpan.FromMilliseconds(90)), Assert.IsType<ReplyCaption>(came[2]).Words[0]);
        Assert.Equal(new Source("faq.csv", "What is it?"), Assert.IsType<ReplySources>(came[3]).Sources[0]);
        Assert.Equal(
            [
                new ReplyPaused("r1"), new ReplyResumed("r1"), new ReplyInterrupted("r1"),
                new StageReached("first_sound", TimeSpan.FromMilliseconds(312.5)), new OrganDegraded("voice", "It broke."),
            ],
            came[4..]);
    }

    [Fact(Timeout = 20_000)]
    public async Task Binary_frames_belong_to_the_reply_whose_turn_they_name()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        await using var client = await RealtimeClient.ConnectAsync(new() { Server = server.Address, Binary = true }, End);
        Assert.True((await server.NextAsync("session.update")).GetProperty("session").GetProperty("avatar").GetProperty("binary").GetBoolean());
        var session = await server.AcceptAsync();
        await session.SayAsync("""{"type":"avatar.state","state":"thinking","turn":3,"response_id":"r1","item_id":"i1"}""");
        await session.SayAsync(Frame(2, 0, 3, 48000, [1, 2, 3, 4]));
        await session.SayAsync(Frame(3, 0, 3, 100, new byte[4 * FaceMotion.ChannelCount]));
        await session.SayAsync(Frame(4, 1, 3, 40_000, [232, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]));
        await session.SayAsync(Frame(9, 0, 0, 0, []));
        await session.CloseAsync();
        var came = await client.ReadAllAsync(End).Select(e => e with { Received = 0 }).ToListAsync(End);

        var audio = Assert.IsType<ReplyAudio>(came[1]);
        Assert.Equal(("r1", "i1", 2), (audio.Response, audio.Item, audio.Samples));
        Assert.Equal((100, 2), (Assert.IsType<ReplyMotion>(came[2]).Motion.FirstFrame, ((ReplyMotion)came[2]).Motion.FrameCount));
        var unit = Assert.IsType<VideoUnit>(came[3]);
        Assert.Equal((TimeSpan.FromMilliseconds(40), true, 4), (unit.Position, unit.IsKey, unit.Unit.Length));
        Assert.Equal(("r1", TimeSpan.FromMilliseconds(1)), (unit.Response, unit.Speech));
        Assert.Equal(new OtherEvent("binary 9"), came[4]);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_question_that_is_typed_into_a_reply_waits_until_that_is_stopped()
    {
        await using var server = await FakeRealtimeServer.StartAsync();
        await using var client = await RealtimeClient.ConnectAsync(new() { Server = server.Address }, End);
        var session = await server.AcceptAsync();
        var events = client.ReadAllAsync(End).GetAsyncEnumerator(End);
        await session.SayAsync("""{"type":"response.created","response":{"id":"r1"}}""");
        await events.MoveNextAsync();

        var asking = client.AskAsync("And now?", End);
        await server.NextAsync("output_audio_buffer.clear");
        Assert.False(asking.IsCompleted);
        await session.SayAsync("""{"type":"response.done","response":{"id":"r1","status":"cancelled"}}""");
        await events.MoveNextAsync();
        await asking;

        await server.NextAsync("response.create");
    }

    private static byte[] Frame(byte kind, byte flags, int turn, long position, byte[] payload)
    {
        var frame = new byte[16 + payload.Length];
        (frame[0], frame[1]) = (kind, flags);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(4), turn);
        BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(8), position);
        payload.CopyTo(frame, 16);
        return frame;
    }
}
