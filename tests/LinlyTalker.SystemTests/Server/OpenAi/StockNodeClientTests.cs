using LinlyTalker.SystemTests.Media.Ffmpeg;

namespace LinlyTalker.SystemTests.Server.OpenAi;

/// <summary>OpenAI's clients for JavaScript, unchanged, of both versions, at the plain addresses.</summary>
public class StockNodeClientTests
{
    private const int Patience = 180_000;

    [Theory(Timeout = Patience)]
    [InlineData("beta")]
    [InlineData("general")]
    public async Task Models_chat_speech_transcription_and_errors_are_read(string version)
    {
        FfmpegTool.Require();
        await using var server = await EmbeddedServer.StartAsync();
        var seen = await StockScript.RunAsync("rest.mjs", [version, server.Version1.ToString()], TestContext.Current.CancellationToken);
        Assert.Contains("shop/en", seen["models"]!.AsArray().Select(m => (string?)m));
        Assert.Equal((string?)seen["models"]![0], (string?)seen["model"]);
        Assert.NotEmpty((string)seen["answer"]!);
        Assert.NotEmpty(seen["sources"]!.AsArray());
        Assert.Equal((string?)seen["answer"], (string?)seen["streamed"]);
        Assert.Equal(seen["usage"]!.ToJsonString(), seen["streamedUsage"]!.ToJsonString());
        Assert.True((int)seen["soundBytes"]! > 4000);
        Assert.Contains("name", (string?)seen["heard"], StringComparison.OrdinalIgnoreCase);
        Assert.Equal(((string)seen["heard"]!).Split(' ').Length, seen["words"]!.AsArray().Count);
        Assert.True((int)seen["segments"]! > 0);
        Assert.StartsWith("1\n00:00:0", (string?)seen["subtitles"], StringComparison.Ordinal);
        Assert.Equal(["transcript.text.delta", "transcript.text.done"], seen["events"]!.AsArray().Select(e => (string)e!).Distinct());
        Assert.Equal("""{"status":404,"code":"model_not_found","kind":"NotFoundError"}""", seen["error"]!.ToJsonString());
    }
}
