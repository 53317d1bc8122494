using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Signal.Wav;
using LinlyTalker.Media.Sound;
using LinlyTalker.Server.Parts;
using LinlyTalker.Tests.Core.Conversations;

namespace LinlyTalker.Tests.Server.OpenAi.Speech;

public class SpeechTests
{
    private const int Patience = 30_000;
    private const string Address = "/v1/audio/speech";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_text_is_said_as_pcm_of_24_kHz()
    {
        await using var served = await ServeAsync(new ScriptedVoice());
        using var response = await served.Client.PostAsJsonAsync(
            Address, new { model = "tts-1", voice = "alloy", input = "One two. Three.", response_format = "pcm" }, Token);
        Assert.Equal("audio/pcm", response.Content.Headers.ContentType?.MediaType);
        var bytes = await response.Content.ReadAsByteArrayAsync(Token);
        Assert.Equal(3 * 2400 * sizeof(short), bytes.Length); // a tenth of a second for each word
        Assert.InRange(BitConverter.ToInt16(bytes, bytes.Length / 2), 16000, 16700);
    }

    [Theory(Timeout = Patience)]
    [InlineData(null, "set-up")]
    [InlineData("alloy", "set-up")]
    [InlineData("onyx", "male")]
    [InlineData("word", "word")]
    public async Task Who_names_no_voice_of_this_machine_gets_the_one_it_is_set_up_with(string? asked, string spoken)
    {
        var voice = new ScriptedVoice();
        var parts = new ServerParts { Engines = new FakeEngines { Voice = voice, DefaultVoice = "set-up" }, Codec = new AudioCodec() };
        await using var served = await ServedTest.StartAsync(parts);
        using var response = await served.Client.PostAsJsonAsync(Address, new { voice = asked, input = "One.", response_format = "pcm" }, Token);
        Assert.Equal(2 * 2400, (await response.Content.ReadAsByteArrayAsync(Token)).Length);
        Assert.Equal(spoken, voice.Asked);
    }

    [Fact(Timeout = Patience)]
    public async Task A_wav_has_a_head_that_leaves_its_length_open()
    {
        await using var served = await ServeAsync(new ScriptedVoice());
        using var response = await served.Client.PostAsJsonAsync(Address, new { input = "One two.", response_format = "wav" }, Token);
        var wav = new WavReader(await response.Content.ReadAsStreamAsync(Token), "it");
        Assert.Equal(24000, wav.Format.SampleRate);
        Assert.Null(wav.FrameCount);
        Assert.Equal(4800, wav.Read(new float[10_000]));
    }

    [Fact(Timeout = Patience)]
    public async Task The_first_sound_leaves_before_the_sentence_is_said()
    {
        var gate = new TaskCompletionSource();
        await using var served = await ServeAsync(new ScriptedVoice { Before = (_, word) => word == "three." ? gate.Task : null });
        using var request = new HttpRequestMessage(HttpMethod.Post, Address)
        {
            Content = JsonContent.Create(new { input = "One two three.", response_format = "pcm" }),
        };
        using var response = await served.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        await using var body = await response.Content.ReadAsStreamAsync(Token);
        await body.ReadExactlyAsync(new byte[2400], Token);
        gate.SetResult();
        using var rest = new MemoryStream();
        await body.CopyToAsync(rest, Token);
        Assert.Equal((3 * 4800) - 2400, rest.Length);
    }

    [Fact(Timeout = Patience)]
    public async Task As_events_the_sound_comes_in_base64_and_then_the_usage()
    {
        await using var served = await ServeAsync(new ScriptedVoice());
        using var response = await served.Client.PostAsJsonAsync(
            Address, new { input = "One two.", response_format = "pcm", stream_format = "sse" }, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        var events = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(e => JsonNode.Parse(e["data: ".Length..])!).ToList();
        Assert.Equal(9600, events[..^1].Sum(e => Convert.FromBase64String((string)e["audio"]!).Length));
        Assert.Equal("""{"type":"speech.audio.done","usage":{"input_tokens":3,"output_tokens":4,"total_tokens":7}}""", events[^1].ToJsonString());
    }

    [Fact(Timeout = Patience)]
    public async Task A_client_that_leaves_ends_the_speaking()
    {
        var voice = new ScriptedVoice { Before = (_, word) => word == "two." ? new TaskCompletionSource().Task : null };
        await using var served = await ServeAsync(voice);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address)
        {
            Content = JsonContent.Create(new { input = "One two.", response_format = "pcm" }),
        };
        using var leave = new CancellationTokenSource();
        using var response = await served.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.Equal(1, voice.Open);
        var reading = response.Content.ReadAsByteArrayAsync(leave.Token);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        while (voice.Open > 0)
        {
            await Task.Delay(5, Token);
        }
    }

    [Theory(Timeout = Patience)]
    [InlineData("""{"voice":"alloy"}""", "input", 400)]
    [InlineData("""{"input":"  "}""", "input", 400)]
    [InlineData("""{"input":"x","response_format":"midi"}""", "response_format", 400)]
    [InlineData("""{"input":"x","speed":9}""", "speed", 400)]
    [InlineData("""{"input":"x","voice":"../../etc"}""", "voice", 400)]
    [InlineData("""{"input":"x","stream_format":"ftp"}""", "stream_format", 400)]
    [InlineData("""{"input":"x","language":"; rm"}""", "language", 400)]
    [InlineData("""{"input":"x","model":"nobody"}""", "model", 404)]
    public async Task What_is_wrong_is_named(string body, string parameter, int status)
    {
        var (got, error) = await RefusedAsync(new ScriptedVoice(), JsonNode.Parse(body)!);
        Assert.Equal((status, parameter), ((int)got, (string?)error["param"]));
    }

    [Fact(Timeout = Patience)]
    public async Task A_text_that_is_too_long_is_refused_with_its_length()
    {
        var (status, error) = await RefusedAsync(new ScriptedVoice(), new { input = new string('a', 1_000_000) });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("1000000", (string?)error["message"], StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task What_hinders_the_first_sound_is_an_answer_with_its_reason()
    {
        var mute = new ScriptedVoice { Before = (_, _) => throw new LinlyException("The voice is missing.") };
        var (status, error) = await RefusedAsync(mute, new { input = "One.", response_format = "wav" });
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The voice is missing."), (status, (string?)error["message"]));

        var silent = new ScriptedVoice { LosesVoiceAfter = 0 };
        (status, error) = await RefusedAsync(silent, new { input = "…", response_format = "wav" });
        Assert.Equal((HttpStatusCode.BadRequest, "input"), (status, (string?)error["param"]));
    }

    [Fact(Timeout = Patience)]
    public async Task Without_a_codec_it_is_not_served()
    {
        await using var served = await ServedTest.StartAsync();
        using var response = await served.Client.PostAsJsonAsync(Address, new { input = "One." }, Token);
        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
    }

    private static Task<ServedTest> ServeAsync(ScriptedVoice voice) =>
        ServedTest.StartAsync(new ServerParts { Engines = new FakeEngines { Voice = voice }, Codec = new AudioCodec() });

    private static async Task<(HttpStatusCode Status, JsonNode Error)> RefusedAsync(ScriptedVoice voice, object body)
    {
        await using var served = await ServeAsync(voice);
        using var response = await served.Client.PostAsJsonAsync(Address, body, Token);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["error"]!);
    }
}
