using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal;

namespace LinlyTalker.Tests.Server.Realtime;

/// <summary>A client whose microphone hears its loudspeaker. A reply of 400 ms was sent; the microphone is loud for 900 ms.</summary>
public class EchoTests
{
    private const int Patience = 30_000;

    [Fact(Timeout = Patience)]
    public async Task What_was_sent_for_playing_is_taken_out_of_the_microphone_where_the_client_asks()
    {
        var started = await HearAsync("""{"mode":"none","echo_cancellation":true}""");
        Assert.InRange((int)started["audio_start_ms"]!, 300, 500);
    }

    [Fact(Timeout = Patience)]
    public async Task A_client_that_does_not_ask_is_heard_as_it_is() =>
        Assert.Equal(0, (int)(await HearAsync("""{"mode":"none"}"""))["audio_start_ms"]!);

    [Fact(Timeout = Patience)]
    public async Task A_session_says_whether_it_cancels()
    {
        await using var live = await Live.StartAsync(canceller: new MutingCanceller());
        await live.Client.SendAsync("""{"type":"session.update","session":{"avatar":{"echo_cancellation":true}}}""");
        Assert.True((bool)(await live.Client.WaitAsync("session.updated"))["session"]!["avatar"]!["echo_cancellation"]!);
    }

    [Fact(Timeout = Patience)]
    public async Task Without_a_canceller_the_client_is_told_and_the_session_goes_on()
    {
        await using var live = await Live.StartAsync();
        await live.Client.SendAsync("""{"type":"session.update","session":{"avatar":{"echo_cancellation":true}}}""");
        var error = (await live.Client.WaitAsync("error"))["error"]!;
        Assert.Equal(("unsupported_value", "session.avatar.echo_cancellation"), ((string)error["code"]!, (string)error["param"]!));
        await live.Client.AskAsync("count");
        await live.Client.RespondAsync();
        await live.Client.WaitAsync("response.done");
    }

    private static async Task<JsonObject> HearAsync(string avatar)
    {
        await using var live = await Live.StartAsync(canceller: new MutingCanceller());
        await live.Client.SendAsync($$$"""{"type":"session.update","session":{"avatar":{{{avatar}}}}}""");
        await live.Client.WaitAsync("session.updated");
        await live.Client.AskAsync("count");
        await live.Client.RespondAsync();
        await live.Client.WaitAsync("response.done");
        await live.Client.SoundAsync(900, true);
        return await live.Client.WaitAsync("input_audio_buffer.speech_started");
    }

    /// <summary>Silences the microphone while something is played.</summary>
    private sealed class MutingCanceller : IEchoCanceller
    {
        public async IAsyncEnumerable<AudioChunk> CancelAsync(
            IAsyncEnumerable<AudioChunk> microphone, PlayedSound played, [EnumeratorCancellation] CancellationToken cancellation)
        {
            await foreach (var chunk in microphone.ResampleAsync(PlayedSound.SampleRate, cancellation))
            {
                var reference = new float[chunk.Samples.Length];
                played.Take(chunk.Position, reference);
                var silent = chunk.Samples.ToArray().Select((s, i) => Math.Abs(reference[i]) > 0.1f ? 0 : s).ToArray();
                yield return chunk with { Samples = silent };
            }
        }
    }
}
