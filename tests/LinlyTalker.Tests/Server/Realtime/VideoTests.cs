using System.Buffers.Binary;
using System.Text.Json.Nodes;
using LinlyTalker.Core.Errors;
using LinlyTalker.Server.Parts;
using LinlyTalker.Tests.Core.Conversations;
using LinlyTalker.Tests.Core.Screen;
using LinlyTalker.Tests.Server.Avatars;

namespace LinlyTalker.Tests.Server.Realtime;

/// <summary>The picture of a session, drawn by the server.</summary>
public class VideoTests
{
    private const int Patience = 30_000;
    private const string Video = """{"type":"session.update","session":{"avatar":{"mode":"video","size":64}}}""";

    private readonly FakeRenderer renderer = new();
    private readonly FakeEncoder encoder = new();

    [Fact(Timeout = Patience)]
    public async Task Pictures_come_in_real_time_and_those_of_speech_say_where_in_it_they_belong()
    {
        await using var live = await StartAsync();
        await live.Client.SendAsync(Video);
        var started = await live.Client.WaitAsync("avatar.video.started");
        Assert.Equal(("fake", 64, 64, 25), ((string)started["codec"]!, (int)started["width"]!, (int)started["height"]!, (int)started["fps"]!));
        await live.Client.WaitAsync("avatar.video.unit");
        await AskAsync(live);
        await live.Client.WaitAsync("avatar.video.unit", u => (int?)u["speech_us"] >= 120_000);
        await live.Client.WaitAsync("avatar.video.unit", u => u["turn"] is null && (long)u["position_us"]! > 1000 * Spoken(live).Max(Milliseconds));
        var units = Units(live);
        Assert.Equal([0], units.Index().Where(u => (bool)u.Item["key"]!).Select(u => u.Index));
        Assert.Equal("AA==", (string)units[0]["unit"]!);
        Assert.All(units.Zip(units.Skip(1)), pair => Assert.True(Milliseconds(pair.Second) >= Milliseconds(pair.First) + 40));
        Assert.All(Spoken(live), u => Assert.Equal(Turn(live), (int)u["turn"]!));
        Assert.True(live.Client.Types.ToList().IndexOf("avatar.video.started") < live.Client.Types.ToList().IndexOf("avatar.video.unit"));
        Assert.DoesNotContain("avatar.motion", live.Client.Types);
        Assert.Contains(renderer.Moments, m => m.Motion is not null);
    }

    [Fact(Timeout = Patience)]
    public async Task Pictures_come_as_binary_frames_where_that_was_agreed()
    {
        await using var live = await StartAsync();
        await live.Client.SendAsync("""{"type":"session.update","session":{"avatar":{"mode":"video","size":64,"binary":true}}}""");
        await live.Client.WaitAsync("avatar.video.started");
        await AskAsync(live);
        await live.Client.WaitAsync("response.done");
        await live.UntilAsync(() => Pictures().Any(p => p.Speech >= 120_000));
        var first = Pictures()[0];
        Assert.Equal((1, 0, 0L, -1L, 1), first);
        Assert.All(Pictures(), p => Assert.Equal((p.Speech >= 0 ? Turn(live) : 0, 1), (p.Turn, p.Length)));
        Assert.DoesNotContain("avatar.video.unit", live.Client.Types);

        List<(int Flags, int Turn, long Position, long Speech, int Length)> Pictures()
        {
            lock (live.Client.Binary)
            {
                return [.. live.Client.Binary.Where(b => b[0] == 4).Select(b => (
                    (int)b[1],
                    BinaryPrimitives.ReadInt32LittleEndian(b.AsSpan(4)),
                    BinaryPrimitives.ReadInt64LittleEndian(b.AsSpan(8)),
                    BinaryPrimitives.ReadInt64LittleEndian(b.AsSpan(16)),
                    b.Length - 24))];
            }
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_key_frame_comes_on_request()
    {
        await using var live = await StartAsync();
        await live.Client.SendAsync("""{"type":"avatar.video.key","event_id":"early"}""");
        Assert.Equal("no_video", (string)(await live.Client.WaitAsync("error"))["error"]!["code"]!);
        await live.Client.SendAsync(Video);
        await live.Client.WaitAsync("avatar.video.unit", u => !(bool)u["key"]!);
        await live.Client.SendAsync("""{"type":"avatar.video.key"}""");
        await live.Client.WaitAsync("avatar.video.unit", u => (bool)u["key"]! && (long)u["position_us"]! > 0);
    }

    [Fact(Timeout = Patience)]
    public async Task Another_mode_ends_the_picture_and_gives_its_encoder_back()
    {
        await using var live = await StartAsync();
        await live.Client.SendAsync(Video);
        await live.Client.WaitAsync("avatar.video.unit");
        Assert.Equal(1, encoder.Open);
        Assert.Contains("linly_video_encoders 1\n", await live.Served.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await live.Client.SendAsync("""{"type":"session.update","session":{"avatar":{"mode":"motion"}}}""");
        await live.UntilAsync(() => encoder.Open == 0 && renderer.HasEnded);
        await AskAsync(live);
        await live.Client.WaitAsync("avatar.motion");
        await live.Client.WaitAsync("response.done");
        await live.Client.SendAsync(Video);
        await live.Client.WaitAsync("avatar.video.started", _ => live.Client.Types.Count(t => t == "avatar.video.started") == 2);
        await live.Client.SendAsync("""{"type":"session.update","session":{"avatar":{"mode":"none"}}}""");
        await live.UntilAsync(() => encoder.Open == 0);
        Assert.Contains("linly_video_encoders 0\n", await live.Served.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_client_that_leaves_gives_its_encoder_back()
    {
        await using var live = await StartAsync();
        await live.Client.SendAsync(Video);
        await live.Client.WaitAsync("avatar.video.unit");
        live.Client.Socket.Abort();
        await live.UntilAsync(() => encoder.Open == 0);
    }

    [Fact(Timeout = Patience)]
    public async Task When_the_picture_fails_that_is_told_and_sound_goes_on_and_it_can_be_asked_for_again()
    {
        await using var live = await StartAsync();
        encoder.Failure = new NativeException("/home/ada/bin/ffmpeg gives no H.264.");
        await live.Client.SendAsync(Video);
        var degraded = await live.Client.WaitAsync("avatar.degraded");
        Assert.Equal(("face", "The picture failed; the server's log says why."), ((string)degraded["organ"]!, (string)degraded["reason"]!));
        await AskAsync(live);
        Assert.Equal("completed", (string)(await live.Client.WaitAsync("response.done"))["response"]!["status"]!);
        Assert.Contains("response.output_audio.delta", live.Client.Types);
        Assert.Equal(0, encoder.Open);
        encoder.Failure = null;
        await live.Client.SendAsync(Video);
        await live.Client.WaitAsync("avatar.video.unit");
    }

    [Fact(Timeout = Patience)]
    public async Task A_face_that_cannot_be_opened_is_told_without_what_is_the_servers_own()
    {
        await using var live = await Live.StartAsync(with: parts => parts with { Avatars = new FakeAvatars(), VideoEncoder = encoder });
        await live.Client.SendAsync(Video);
        await live.Client.WaitAsync("session.updated");
        Assert.Equal("The picture failed; the server's log says why.", (string)(await live.Client.WaitAsync("avatar.degraded"))["reason"]!);
        await live.Client.SendAsync("""{"type":"avatar.video.key"}""");
        Assert.Equal("no_video", (string)(await live.Client.WaitAsync("error"))["error"]!["code"]!);
        await live.UntilAsync(() => encoder.Open == 0);
    }

    [Fact(Timeout = Patience)]
    public async Task An_interruption_ends_the_speech_of_the_picture_and_the_face_goes_on()
    {
        await using var live = await StartAsync(new ScriptedBrain(r => r.Utterance.Text == "count" ? ["One two three four five six seven eight nine ten."] : ["Yes."]));
        await live.Client.SendAsync(Video);
        await AskAsync(live);
        await live.Client.WaitAsync("avatar.video.unit", u => (int?)u["speech_us"] >= 80_000);
        await live.Client.SendAsync("""{"type":"output_audio_buffer.clear"}""");
        await live.Client.WaitAsync("avatar.interrupted");
        var last = Milliseconds(Units(live)[^1]);
        await live.Client.WaitAsync("avatar.video.unit", u => Milliseconds(u) >= last + 400);
        Assert.All(Units(live).Where(u => Milliseconds(u) >= last + 200), u => Assert.Null(u["turn"]));
    }

    [Fact(Timeout = Patience)]
    public async Task What_cannot_be_shown_is_refused_and_nothing_has_changed()
    {
        await using var live = await StartAsync();
        await live.Client.SendAsync("""{"type":"session.update","event_id":"e1","session":{"avatar":{"mode":"video","id":"stranger"}}}""");
        var unknown = (await live.Client.WaitAsync("error"))["error"]!;
        Assert.Equal(("unknown_avatar", "session.avatar.id", "e1"), ((string)unknown["code"]!, (string)unknown["param"]!, (string)unknown["event_id"]!));
        Assert.DoesNotContain("session.updated", live.Client.Types);
        await live.Client.SendAsync("""{"type":"session.update","session":{"avatar":{"mode":"video","id":"hopper","size":64}}}""");
        await live.Client.WaitAsync("avatar.video.unit");

        await using var blind = await Live.StartAsync(with: parts => parts with { Avatars = new FakeAvatars() });
        await blind.Client.SendAsync(Video);
        var lack = (await blind.Client.WaitAsync("error"))["error"]!;
        Assert.Equal(("video_unavailable", "session.avatar.mode"), ((string)lack["code"]!, (string)lack["param"]!));
    }

    [Fact(Timeout = Patience)]
    public async Task A_picture_of_the_camera_is_looked_at_by_nobody_and_that_is_said()
    {
        await using var live = await StartAsync();
        await SendImageAsync(live, [0xFF, 0xD8, 0xFF, 0xE0]);
        await live.Client.WaitAsync("error", e => (string)e["error"]!["code"]! == "no_vision");
        await SendImageAsync(live, [0x47, 0x49, 0x46]);
        await live.Client.WaitAsync("error", e => (string)e["error"]!["code"]! == "invalid_value");
        await SendImageAsync(live, [0xFF, 0xD8, 0xFF, .. new byte[600_000]]);
        await live.Client.WaitAsync("error", e => ((string)e["error"]!["message"]!).Contains("524288", StringComparison.Ordinal));
    }

    private static Task SendImageAsync(Live live, byte[] image) =>
        live.Client.SendAsync(new { type = "avatar.camera.frame", image = Convert.ToBase64String(image) });

    private static async Task AskAsync(Live live)
    {
        await live.Client.AskAsync("count");
        await live.Client.RespondAsync();
    }

    private static int Turn(Live live) =>
        (int)live.Client.Events.First(e => WireClient.TypeOf(e) == "avatar.state" && (string)e["state"]! == "speaking")["turn"]!;

    private static List<JsonObject> Units(Live live) => [.. live.Client.Events.Where(e => WireClient.TypeOf(e) == "avatar.video.unit")];

    private static IEnumerable<JsonObject> Spoken(Live live) => Units(live).Where(u => u["turn"] is not null);

    private static long Milliseconds(JsonObject unit) => (long)unit["position_us"]! / 1000;

    private Task<Live> StartAsync(ScriptedBrain? brain = null) => Live.StartAsync(brain, with: parts => parts with
    {
        Avatars = new FakeAvatars { Renderer = renderer },
        VideoEncoder = encoder,
    });
}
