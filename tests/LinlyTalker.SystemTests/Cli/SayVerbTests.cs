using System.Text.Json;
using LinlyTalker.Core.Signal.Wav;

namespace LinlyTalker.SystemTests.Cli;

public sealed class SayVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("linly-say-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60000)]
    public async Task A_text_becomes_a_marked_wav_whose_name_is_the_result()
    {
        var (code, output, error) = await Linly(null, "say", "Hello, this is a test.", "-o", "hello.wav");
        SkipWithoutVoice(error);
        Assert.True(code == 0, error);
        var path = Path.Combine(folder, "hello.wav");
        Assert.Equal(path, output.Trim());
        var sound = WavFile.Read(path);
        Assert.InRange(sound.Duration.TotalSeconds, 1, 4);
        Assert.InRange(sound.Samples.ToArray().Max(), 0.1f, 0.9f);
        Assert.Contains("AI-generated", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path, Token)), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60000)]
    public async Task Text_comes_from_a_file_or_a_pipe_too_and_several_languages_speak_in_one_stream()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "text.txt"), "Hello there.\n\nПривет, как дела? Goodbye.", Token);
        var file = await Linly(null, "say", "text.txt", "--rate", "1.5", "-o", "file.wav");
        SkipWithoutVoice(file.Error);
        Assert.True(file.Code == 0, file.Error);
        var pipe = await Linly("From a pipe.", "say", "-", "-o", "pipe.wav");
        Assert.True(pipe.Code == 0, pipe.Error);
        Assert.True(WavFile.Read(Path.Combine(folder, "file.wav")).Duration > WavFile.Read(Path.Combine(folder, "pipe.wav")).Duration);
    }

    [Theory(Timeout = 60000)]
    [InlineData(1, "no words", "say", "😀...")]
    [InlineData(1, "nobody", "say", "Hi", "--voice", "nobody")]
    [InlineData(1, "rate", "say", "Hi", "--rate", "9")]
    [InlineData(1, ".mp3", "say", "Hi", "-o", "x.xyz")]
    [InlineData(1, "not text", "say", "binary.txt")]
    [InlineData(2, "rate", "say", "Hi", "--rate", "fast")]
    public async Task What_cannot_be_done_is_one_sentence_and_leaves_no_file(int code, string word, params string[] arguments)
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, "binary.txt"), [72, 105, 0, 255, 254], Token);
        var result = await Linly(null, arguments);
        SkipWithoutVoice(result.Error);
        Assert.Equal(code, result.Code);
        Assert.Contains(word, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(["binary.txt"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact(Timeout = 60000)]
    public async Task Voices_are_listed_with_their_credits_for_people_and_machines()
    {
        var list = await Linly(null, "voices", "--language", "en");
        if (list.Code == 4)
        {
            Assert.Skip("no voice is installed: apt-get install libflite1");
        }

        Assert.Contains("Carnegie Mellon", list.Output, StringComparison.Ordinal);
        var json = await Linly(null, "voices", "--json");
        using var voices = JsonDocument.Parse(json.Output);
        Assert.Contains(voices.RootElement.EnumerateArray(), v => v.GetProperty("name").GetString() == "slt");
        Assert.All(voices.RootElement.EnumerateArray(), v => Assert.NotEqual("", v.GetProperty("licence").GetString()));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<(int Code, string Output, string Error)> Linly(string? input, params string[] arguments) =>
        LinlyProgram.RunAsync(arguments, folder, input, Token);

    private static void SkipWithoutVoice(string error)
    {
        if (error.Contains("No voice on this machine", StringComparison.Ordinal))
        {
            Assert.Skip("no voice is installed: apt-get install libflite1");
        }
    }
}
