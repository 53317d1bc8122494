using System.Text.Json;

namespace LinlyTalker.SystemTests.Cli;

public sealed class KeysVerbTests : IDisposable
{
    private const int Patience = 120_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("linly-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact(Timeout = Patience)]
    public async Task A_key_is_made_shown_once_listed_without_its_secret_and_revoked()
    {
        var (code, secret, _) = await RunAsync("keys", "add", "website");
        Assert.Equal(0, code);
        Assert.Matches("^linly_[a-z0-9]{10}_[A-Za-z0-9_-]{43}\n$", secret);

        var (_, listed, _) = await RunAsync("keys", "list", "--json");
        var row = JsonDocument.Parse(listed).RootElement[0];
        Assert.Equal("website", row.GetProperty("name").GetString());
        Assert.DoesNotContain(secret.Trim()[^43..], listed, StringComparison.Ordinal);

        var (again, _, taken) = await RunAsync("keys", "add", "website");
        Assert.Equal(1, again);
        Assert.Contains("already", taken, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("keys", "revoke", "website")).Code);
        Assert.Equal(1, (await RunAsync("keys", "revoke", "website")).Code);
        Assert.Contains("revoked", (await RunAsync("keys", "list")).Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_server_for_others_does_not_start_without_a_key_and_says_how_to_make_one()
    {
        var (code, _, error) = await RunAsync("serve", "--bind", "0.0.0.0", "--port", "0");
        Assert.Equal(1, code);
        Assert.Contains("linly keys add", error, StringComparison.Ordinal);
    }

    [Theory(Timeout = Patience)]
    [InlineData("--trust-proxy", "somewhere")]
    [InlineData("--origin", "null")]
    [InlineData("--host", "http://example.org")]
    [InlineData("--max-sessions", "0")]
    [InlineData("--tls", "absent.crt", "absent.key")]
    public async Task A_flag_that_cannot_be_is_told_in_a_sentence(params string[] flags)
    {
        var (code, _, error) = await RunAsync(["serve", "--port", "0", .. flags]);
        Assert.Equal(1, code);
        Assert.StartsWith("linly: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Internal error", error, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) =>
        LinlyProgram.RunAsync(arguments, folder.FullName, cancellation: TestContext.Current.CancellationToken, environment: ("LINLY_HOME", folder.FullName));
}
