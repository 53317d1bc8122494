using System.Net;
using System.Text.Json.Nodes;
using LinlyTalker.Core.Signal.Wav;
using LinlyTalker.Media.Sound;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Limits;
using LinlyTalker.Server.Parts;

namespace LinlyTalker.Tests.Server.OpenAi.Transcription;

public class TranscriptionTests
{
    private const int Patience = 30_000;
    private const string Address = "/v1/audio/transcriptions";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_recording_becomes_its_text()
    {
        var ears = new HearingEars(
            HearingEars.Said("one two", 0), HearingEars.Said("", 8000), HearingEars.Said("three", 16000) with { IsFinal = false }, HearingEars.Said("four five", 16000));
        var answer = JsonNode.Parse(await WriteDownAsync(ears, Wav(2)))!;
        Assert.Equal("one two four five", (string?)answer["text"]);
        Assert.Equal("""{"type":"duration","seconds":2}""", answer["usage"]!.ToJsonString());
        Assert.Equal(TimeSpan.FromSeconds(2), ears.Length);
        Assert.Equal(("en", false), (ears.Options!.Language, ears.Options.Partials));
    }

    [Fact(Timeout = Patience)]
    public async Task The_ears_are_told_the_language_and_the_likely_words()
    {
        var ears = new HearingEars();
        await WriteDownAsync(ears, Wav(1), ("language", "de-CH"), ("prompt", "Linly, Talker. We ship today!"));
        Assert.Equal("de-CH", ears.Options!.Language);
        Assert.Equal(["Linly", "Talker", "We ship today"], ears.Options.Domain.Terms);
        Assert.Equal(["Linly, Talker", "We ship today"], ears.Options.Domain.Sentences);
        Assert.NotEmpty(ears.Options.Domain.Hash);
    }

    [Fact(Timeout = Patience)]
    public async Task Verbose_tells_utterances_and_words_as_they_are_asked_for()
    {
        var ears = new HearingEars(HearingEars.Said("one two", 16000, confidence: 1));
        var both = JsonNode.Parse(await WriteDownAsync(
            ears, Wav(2), ("response_format", "verbose_json"), ("timestamp_granularities[]", "word"), ("timestamp_granularities[]", "segment")))!;
        Assert.Equal("""[{"word":"one","start":1,"end":1.25,"confidence":0.25},{"word":"two","start":1.25,"end":1.5,"confidence":0.25}]""", both["words"]!.ToJsonString());
        var segment = Assert.Single(both["segments"]!.AsArray())!;
        Assert.Equal((1, 1.5, 0), ((double)segment["start"]!, (double)segment["end"]!, (double)segment["avg_logprob"]!));
        Assert.Equal(("transcribe", "en", 2), ((string?)both["task"], (string?)both["language"], (double)both["duration"]!));

        var segments = JsonNode.Parse(await WriteDownAsync(ears, Wav(2), ("response_format", "verbose_json")))!;
        Assert.NotNull(segments["segments"]);
        Assert.Null(segments["words"]);
        var words = JsonNode.Parse(await WriteDownAsync(
            ears, Wav(2), ("response_format", "verbose_json"), ("timestamp_granularities[]", "word")))!;
        Assert.Null(words["segments"]);
        Assert.NotNull(words["words"]);
    }

    [Theory(Timeout = Patience)]
    [InlineData("text", "one two\n")]
    [InlineData("srt", "1\n00:00:01,000 --> 00:00:02,000\none two\n\n")]
    [InlineData("vtt", "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\none two\n\n")]
    public async Task It_is_written_as_text_or_as_subtitles(string format, string expected)
    {
        var text = await WriteDownAsync(new HearingEars(HearingEars.Said("one two", 16000)), Wav(2), ("response_format", format));
        Assert.Equal(expected, text);
    }

    [Fact(Timeout = Patience)]
    public async Task As_events_each_utterance_comes_by_itself_and_then_the_whole()
    {
        var ears = new HearingEars(HearingEars.Said("one two", 0), HearingEars.Said("three", 16000));
        var text = await WriteDownAsync(ears, Wav(2), ("stream", "true"));
        var events = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(e => JsonNode.Parse(e["data: ".Length..])!).ToList();
        Assert.Equal(["one two", " three"], events[..^1].Select(e => (string?)e["delta"]));
        Assert.Equal(("transcript.text.done", "one two three"), ((string?)events[^1]["type"], (string?)events[^1]["text"]));
    }

    [Theory(Timeout = Patience)]
    [InlineData("model", "nobody", 404)]
    [InlineData("response_format", "diarized_json", 400)]
    [InlineData("response_format", "pdf", 400)]
    [InlineData("timestamp_granularities[]", "letter", 400)]
    [InlineData("timestamp_granularities[]", "word", 400)]
    [InlineData("language", "../en", 400)]
    [InlineData("stream", "perhaps", 400)]
    public async Task What_is_wrong_is_named(string field, string value, int status)
    {
        var (got, error) = await RefusedAsync(Form(Wav(1), (field, value)));
        Assert.Equal((status, field.Replace("[]", "", StringComparison.Ordinal)), (got, (string?)error["param"]));
    }

    [Fact(Timeout = Patience)]
    public async Task A_file_that_is_absent_empty_no_sound_or_without_samples_is_refused()
    {
        using var nothing = new MultipartFormDataContent { { new StringContent("whisper-1"), "model" } };
        Assert.Equal((400, "The form lacks the file 'file'."), await SentenceAsync(nothing));
        Assert.Equal((400, "The file 'file' is empty."), await SentenceAsync(Form([])));
        Assert.Equal((400, "The sound holds no sound: it has no samples."), await SentenceAsync(Form(Wav(0))));
    }

    [Fact(Timeout = Patience)]
    public async Task A_recording_beyond_the_limit_is_refused_by_its_length_and_a_file_by_its_size()
    {
        var options = new ServerOptions
        {
            Port = 0,
            Drain = TimeSpan.FromSeconds(1),
            Limits = new ServerLimits { Audio = TimeSpan.FromSeconds(2), Upload = 200_000 },
        };
        await using var served = await ServedTest.StartAsync(PartsWith(new HearingEars()), options);
        using var longer = await served.Client.PostAsync(Address, Form(Wav(3)), Token);
        Assert.Equal(HttpStatusCode.BadRequest, longer.StatusCode);
        Assert.Contains("longer than the 0:00:02", await longer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = Form(new byte[1 << 20]) };
        request.Headers.ExpectContinue = true;
        using var larger = await served.Client.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, larger.StatusCode);
    }

    [Fact(Timeout = Patience)]
    public async Task Translations_are_not_served_and_say_so()
    {
        await using var served = await ServedTest.StartAsync();
        using var response = await served.Client.PostAsync("/v1/audio/translations", Form(Wav(1)), Token);
        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Contains("translates", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static ServerParts PartsWith(HearingEars ears) =>
        new() { Engines = new FakeEngines { Ears = () => ears }, Codec = new AudioCodec() };

    private static byte[] Wav(int seconds)
    {
        using var file = new MemoryStream();
        var wav = new WavWriter(file, 8000);
        wav.Write(new float[seconds * 8000]);
        wav.Complete();
        return file.ToArray();
    }

    private static MultipartFormDataContent Form(byte[] file, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "../../../etc/passwd" } };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }

    private static async Task<string> WriteDownAsync(HearingEars ears, byte[] file, params (string Name, string Value)[] fields)
    {
        await using var served = await ServedTest.StartAsync(PartsWith(ears));
        using var response = await served.Client.PostAsync(Address, Form(file, fields), Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }

    private static async Task<(int Status, JsonNode Error)> RefusedAsync(MultipartFormDataContent form)
    {
        await using var served = await ServedTest.StartAsync(PartsWith(new HearingEars()));
        using var response = await served.Client.PostAsync(Address, form, Token);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["error"]!);
    }

    private static async Task<(int Status, string? Sentence)> SentenceAsync(MultipartFormDataContent form)
    {
        var (status, error) = await RefusedAsync(form);
        return (status, (string?)error["message"]);
    }
}
