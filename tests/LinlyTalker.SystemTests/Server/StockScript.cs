using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace LinlyTalker.SystemTests.Server;

/// <summary>Runs a script of tests/stock, which uses OpenAI's clients for JavaScript unchanged.</summary>
internal static class StockScript
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "stock");

    /// <summary>Skips the test where the clients are not installed.</summary>
    public static void Require() => Assert.SkipUnless(
        Directory.Exists(Path.Combine(Folder, "node_modules", "openai")),
        "OpenAI's clients for JavaScript are not here: npm ci in tests/stock, as ./test does.");

    /// <param name="authority">A certificate that is trusted besides the usual ones, PEM.</param>
    /// <returns>The JSON that it printed.</returns>
    public static async Task<JsonObject> RunAsync(
        string script, IEnumerable<string> arguments, CancellationToken cancellation, string? authority = null)
    {
        Require();
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (authority is not null)
        {
            start.Environment["NODE_EXTRA_CA_CERTS"] = authority;
        }

        using var node = Start(start);
        await using var kill = cancellation.Register(() => node.Kill(entireProcessTree: true));
        var output = node.StandardOutput.ReadToEndAsync(cancellation);
        var error = await node.StandardError.ReadToEndAsync(cancellation);
        await node.WaitForExitAsync(cancellation);
        Assert.True(node.ExitCode == 0, error);
        return JsonNode.Parse(await output)!.AsObject();
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            Assert.Skip($"Node.js does not start ({e.Message}): sudo apt-get install nodejs");
            throw;
        }
    }
}
