using System.Text.Json;

namespace LinlyTalker.SystemTests.Cli;

/// <summary>The standard profile on small real models, taken in by the program's own command.</summary>
public sealed class StandardProfileTests : IDisposable
{
    private const int Patience = 240_000;

    private readonly string folder = Directory.CreateTempSubdirectory("linly-standard-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact(Timeout = Patience)]
    public async Task A_spoken_question_is_heard_answered_and_filmed_by_the_neural_organs_and_broken_ones_fall_back()
    {
        await ImportAsync("whisper-tiny.en", "tiny");
        await ImportAsync("piper-en-us-joe-medium", "joe");
        await ImportAsync("smart-turn-v3.2", "turn");

        var demo = await RunAsync("demo", "--profile", "standard", "--size", "128", "--json", "-o", "demo.mp4");
        TestModels.SkipWhereMissing(demo.Error);
        Assert.Equal(0, demo.Code);
        Assert.True(new FileInfo(Path.Combine(folder, "demo.mp4")).Length > 10_000);
        using var answer = JsonDocument.Parse(demo.Output);
        Assert.Contains("talk", answer.RootElement.GetProperty("question").GetString()!, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(answer.RootElement.GetProperty("failures").EnumerateArray());

        var said = await RunAsync("say", "Good morning, how can I help you today?", "-o", "joe.wav");
        Assert.Equal(0, said.Code);
        Assert.DoesNotContain("instead", said.Error, StringComparison.Ordinal);
        var heard = await RunAsync("hear", "joe.wav");
        Assert.Contains("ow can I help you today?", heard.Output, StringComparison.Ordinal);

        Garble("tiny", "*encoder*");
        heard = await RunAsync("hear", "joe.wav");
        Assert.Equal(0, heard.Code);
        Assert.Contains("PocketSphinx hears instead", heard.Error, StringComparison.Ordinal);
        Assert.Contains("morning", heard.Output, StringComparison.Ordinal);

        Garble("joe", "*.onnx");
        said = await RunAsync("say", "Good morning.", "-o", "other.wav");
        Assert.Equal(0, said.Code);
        Assert.Contains("speaks instead", said.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "other.wav")));
    }

    [Fact(Timeout = Patience)]
    public async Task A_profile_whose_models_are_not_here_says_how_to_get_them()
    {
        var demo = await RunAsync("demo", "--profile", "standard", "-o", "demo.mp4");
        TestModels.SkipWhereMissing(demo.Error.Contains("needs a neural", StringComparison.Ordinal) ? "" : demo.Error);
        Assert.Equal(1, demo.Code);
        Assert.Contains("linly models pull standard", demo.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "demo.mp4")));
    }

    private async Task ImportAsync(string model, string name)
    {
        var models = Environment.GetEnvironmentVariable("LINLY_TEST_MODELS");
        var path = Path.Combine(models ?? "", model);
        Assert.SkipWhen(models is null || !Directory.Exists(path), $"{model} is not here; LINLY_TEST_MODELS names the folder of small real models.");
        var imported = await RunAsync("models", "import", path, "--as", name);
        Assert.True(imported.Code == 0, imported.Error);
    }

    private void Garble(string model, string pattern)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "data", "linly-talker", "models", model), pattern))
        {
            var bytes = new byte[new FileInfo(file).Length];
            new Random(1).NextBytes(bytes);
            File.WriteAllBytes(file, bytes);
        }
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) =>
        LinlyProgram.RunAsync(arguments, folder, null, Token, ("XDG_DATA_HOME", Path.Combine(folder, "data")));
}
