using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace LinlyTalker.SystemTests.Models.Store;

/// <summary><c>linly models</c> as a person or a script runs it.</summary>
public sealed class ModelsProgramTests : IDisposable
{
    private const int Limit = 120_000;

    private readonly string home = Directory.CreateTempSubdirectory("linly-program-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact(Timeout = Limit)]
    public async Task Without_a_terminal_and_without_yes_the_terms_are_shown_and_nothing_is_fetched()
    {
        var answer = await new LinlyProgram(home).RunAsync(Token, "models", "pull", "gcin-syllables");

        Assert.Equal(2, answer.Code);
        Assert.Contains("CC-BY-3.0", answer.Error, StringComparison.Ordinal);
        Assert.Contains("Chu Lo", answer.Error, StringComparison.Ordinal);
        Assert.Contains("--yes", answer.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(home));
    }

    [Fact(Timeout = Limit)]
    public async Task Two_programs_at_once_fetch_once_and_both_end_well()
    {
        Repository.Npm("pinyin-pro");
        var program = new LinlyProgram(home);

        var answers = await Task.WhenAll(
            program.RunAsync(Token, "models", "pull", "pinyin-dictionary", "--yes", "--json"),
            program.RunAsync(Token, "models", "pull", "pinyin-dictionary", "--yes", "--json"));

        Assert.All(answers, answer => Assert.Equal(0, answer.Code));
        Assert.All(answers, answer => Assert.Equal("here", JsonDocument.Parse(answer.Output).RootElement[0].GetProperty("state").GetString()));
        var verified = await program.RunAsync(Token, "models", "verify");
        Assert.Equal((0, "pinyin-dictionary: whole"), (verified.Code, verified.Output.Trim()));
    }

    [Fact(Timeout = Limit)]
    public async Task A_program_that_was_killed_has_left_no_model_and_the_next_one_goes_on_from_there()
    {
        var file = SmartTurn();
        using var server = new FileServer(file);
        var program = new LinlyProgram(home) { HuggingFace = server.Address };

        using (var killed = program.Start("models", "pull", "smart-turn-v3", "--yes"))
        {
            await server.HalfWasSent.WaitAsync(TimeSpan.FromMinutes(1), Token);
            killed.Kill();
            await killed.WaitForExitAsync(Token);
        }

        Assert.False(Directory.Exists(Path.Combine(home, "cache", "models", "smart-turn-v3")));
        var answer = await program.RunAsync(Token, "models", "pull", "smart-turn-v3", "--yes");
        Assert.Equal((0, ""), (answer.Code, answer.Code == 0 ? "" : answer.Error));
        Assert.StartsWith("bytes=", server.LastRange, StringComparison.Ordinal);
        Assert.Equal(0, (await program.RunAsync(Token, "models", "verify", "smart-turn-v3")).Code);
    }

    [Fact(Timeout = Limit)]
    public async Task Without_a_network_one_sentence_says_so()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        taken.Stop();

        var answer = await new LinlyProgram(home) { HuggingFace = address }.RunAsync(Token, "models", "pull", "smart-turn-v3", "--yes");

        Assert.Equal(1, answer.Code);
        Assert.Contains("check the network", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task On_a_full_disk_one_sentence_says_so_and_nothing_is_left()
    {
        Repository.Npm("pinyin-pro");
        using var small = new SmallFileSystem(256);

        var answer = await new LinlyProgram(small.Location).RunAsync(Token, "models", "pull", "pinyin-dictionary", "--yes");

        Assert.Equal(1, answer.Code);
        Assert.Contains("make room", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(small.Location, "*.mjs", SearchOption.AllDirectories));
    }

    [Fact(Timeout = Limit)]
    public async Task In_a_read_only_home_what_is_there_works_and_what_is_not_is_refused_in_a_sentence()
    {
        Repository.Npm("pinyin-pro");
        using var small = new SmallFileSystem(8192);
        var program = new LinlyProgram(small.Location);
        Assert.Equal(0, (await program.RunAsync(Token, "models", "pull", "pinyin-dictionary", "--yes")).Code);
        // As a copied cache: other times, so the files are hashed.
        File.SetLastWriteTimeUtc(Path.Combine(small.Location, "cache", "models", "pinyin-dictionary", "dict1.mjs"), DateTime.UtcNow.AddDays(-1));
        small.MakeReadOnly();

        Assert.Equal(0, (await program.RunAsync(Token, "models", "pull", "pinyin-dictionary")).Code);
        Assert.Equal(0, (await program.RunAsync(Token, "models", "verify")).Code);
        foreach (var verb in new[] { "pull", "remove" })
        {
            var answer = await program.RunAsync(Token, ["models", verb, verb == "pull" ? "silero-vad" : "pinyin-dictionary", "--yes"]);
            Assert.Equal(1, answer.Code);
            Assert.Contains("read-only", answer.Error, StringComparison.Ordinal);
        }

        var import = await program.RunAsync(Token, "models", "import", Repository.Npm("pinyin-pro", "package.json"), "--as", "mine", "--kind", "test");
        Assert.Equal(1, import.Code);
        Assert.Contains("read-only", import.Error, StringComparison.Ordinal);
    }

    private static byte[] SmartTurn()
    {
        var folder = Environment.GetEnvironmentVariable("LINLY_TEST_MODELS");
        var path = Path.Combine(folder ?? "", "smart-turn-v3.2", "smart-turn-v3.2-cpu.onnx");
        if (!File.Exists(path))
        {
            Assert.Skip("LINLY_TEST_MODELS is not set: it names a folder with smart-turn-v3.2.");
        }

        return File.ReadAllBytes(path);
    }
}
