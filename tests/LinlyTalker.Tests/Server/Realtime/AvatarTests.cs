using System.Buffers.Binary;
using LinlyTalker.Core.Flow;
using LinlyTalker.Tests.Core.Conversations;

namespace LinlyTalker.Tests.Server.Realtime;

/// <summary>The events of ours, which a client asks for.</summary>
public class AvatarTests
{
    private const int Patience = 30_000;

    [Fact(Timeout = Patience)]
    public async Task A_client_that_asks_gets_the_face_s_motion_captions_by_word_states_and_stages()
    {
        await using var live = await Live.StartAsync();
        await live.Client.SendAsync("""{"type":"session.update","session":{"avatar":{"mode":"motion"}}}""");
        var session = await live.Client.WaitAsync("session.updated");
        var channels = session["session"]!["avatar"]!["motion_channels"]!.AsArray();
        Assert.Equal(FaceMotion.ChannelCount, channels.Count);
        await live.Client.AskAsync("count");
        await live.Client.RespondAsync();
        await live.Client.WaitAsync("avatar.state", e => (string)e["state"]! == "idle" && (int)e["turn"]! > 0);
        var jaw = channels.Select((c, i) => ((string)c!, i)).First(c => c.Item1 == "jawOpen").i;
        var motions = live.Client.Events.Where(e => WireClient.TypeOf(e) == "avatar.motion").ToList();
        Assert.Equal(20, motions.Sum(m => (int)m["frames"]!)); // 400 ms
        Assert.All(motions, m => Assert.Equal(1000, (int)m["weights"]![jaw]!));
        Assert.Equal([0, 5, 10, 15], motions.Select(m => (int)m["first_frame"]!));
        var words = live.Client.Events.Where(e => WireClient.TypeOf(e) == "avatar.caption").SelectMany(e => e["words"]!.AsArray());
        Assert.Equal(
            [("One", 0, 100), ("two.", 100, 200), ("Three", 200, 300), ("four.", 300, 400)],
            words.Select(w => ((string)w!["text"]!, (int)w["start_ms"]!, (int)w["end_ms"]!)));
        var states = live.Client.Events.Where(e => WireClient.TypeOf(e) == "avatar.state").Select(e => (string)e["state"]!);
        Assert.Equal(["idle", "thinking", "speaking", "idle"], states);
        Assert.Contains("avatar.stage", live.Client.Types);
    }

    [Fact(Timeout = Patience)]
    public async Task Sound_and_motion_come_as_binary_frames_where_that_was_agreed()
    {
        await using var live = await Live.StartAsync();
        await live.Client.SendAsync("""{"type":"session.update","session":{"avatar":{"mode":"motion","binary":true}}}""");
        await live.Client.WaitAsync("session.updated");
        live.Ears.Say("count");
        await SendSoundAsync(live, 500, 12000);
        await SendSoundAsync(live, 200, 0);
        await live.Client.WaitAsync("response.done");
        Assert.DoesNotContain("response.output_audio.delta", live.Client.Types);
        var frames = live.Client.Binary.Select(b => (Kind: b[0], Turn: BinaryPrimitives.ReadInt32LittleEndian(b.AsSpan(4)), Position: BinaryPrimitives.ReadInt64LittleEndian(b.AsSpan(8)), Length: b.Length - 16)).ToList();
        Assert.All(frames, f => Assert.Equal(1, f.Turn));
        var sound = frames.Where(f => f.Kind == 2).ToList();
        Assert.Equal(4 * 100 * 48, sound.Sum(f => f.Length));
        Assert.All(sound.Zip(sound.Skip(1)), p => Assert.Equal(p.First.Position + (p.First.Length / 2), p.Second.Position));
        Assert.Equal([0L, 5, 10, 15], frames.Where(f => f.Kind == 3).Select(f => f.Position));
    }

    [Fact(Timeout = Patience)]
    public async Task What_a_client_reports_as_played_is_what_was_heard()
    {
        var brain = new ScriptedBrain(r => r.Utterance.Text == "count" ? ["One two three four five six."] : ["Yes."]);
        await using var live = await Live.StartAsync(brain);
        await live.Client.SendAsync("""{"type":"session.update","session":{"avatar":{"mode":"none"}}}""");
        await live.Client.AskAsync("count");
        await live.Client.RespondAsync();
        var item = (string)(await live.Client.WaitAsync("response.done"))["response"]!["output"]![0]!["id"]!;
        await live.Client.SendAsync($$"""{"type":"avatar.played","item_id":"{{item}}","audio_end_ms":380}""");
        await live.Client.SendAsync("""{"type":"output_audio_buffer.clear"}""");
        var interrupted = await live.Client.WaitAsync("avatar.interrupted");
        Assert.InRange((int)interrupted["audio_end_ms"]!, 380, 600);
        await live.Client.AskAsync("and now");
        await live.Client.RespondAsync();
        await live.Client.WaitAsync("response.done", e => live.Client.Types.Count(t => t == "response.done") == 2);
        Assert.StartsWith("One two three four", brain.Requests.Last().History[1].Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task What_it_does_without_is_told()
    {
        var voice = new ScriptedVoice { Before = (_, _) => throw new InvalidOperationException("hoarse") };
        await using var live = await Live.StartAsync(voice: voice);
        await live.Client.SendAsync("""{"type":"session.update","session":{"avatar":{}}}""");
        await live.Client.AskAsync("count");
        await live.Client.RespondAsync();
        await live.Client.WaitAsync("response.done");
        Assert.Equal("voice", (string)(await live.Client.WaitAsync("avatar.degraded"))["organ"]!);
        var shown = live.Client.Events.Where(e => WireClient.TypeOf(e) == "avatar.caption").ToList();
        Assert.Equal("One two. Three four.", string.Concat(shown.Select(e => (string)e["text"]!)));
        Assert.All(shown, e => Assert.False((bool)e["spoken"]!));
    }

    private static Task SendSoundAsync(Live live, int milliseconds, short level)
    {
        var frame = new byte[16 + (48 * milliseconds)];
        frame[0] = 1;
        for (var i = 16; i < frame.Length; i += 2)
        {
            BinaryPrimitives.WriteInt16LittleEndian(frame.AsSpan(i), level);
        }

        return live.Client.Socket.SendAsync(frame, System.Net.WebSockets.WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);
    }
}
