using System.Diagnostics;
using System.Net;
using System.Text;

namespace LinlyTalker.SystemTests.Setup;

/// <summary>The branches of scripts/setup.sh that a ready machine never takes.</summary>
public sealed class SetupScriptTests : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("linly-setup-");

    public void Dispose() => home.Delete(recursive: true);

    [Fact(Timeout = 60_000)]
    public async Task The_sdk_is_fetched_by_the_installer_into_the_users_own_folder()
    {
        const string Installer = """
            while [ $# -gt 0 ]; do case $1 in --channel) channel=$2; shift;; --install-dir) folder=$2; shift;; esac; shift; done
            mkdir -p "$folder"
            printf '#!/bin/sh\necho "%s.401 [/somewhere]"\n' "$channel" > "$folder/dotnet"
            chmod +x "$folder/dotnet"
            """;
        using var server = new HttpListener();
        var address = Listen(server);
        var serving = ServeOnceAsync(server, HttpStatusCode.OK, Installer);

        var (code, error) = await BashAsync("install_dotnet && dotnet_is_good \"$HOME/.dotnet/dotnet\"", address);
        await serving;

        Assert.True(code == 0, error);
        Assert.Contains("Fetching the .NET SDK 10", error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_installer_that_cannot_be_fetched_ends_with_a_sentence()
    {
        using var server = new HttpListener();
        var address = Listen(server);
        var serving = ServeOnceAsync(server, HttpStatusCode.NotFound, "");

        var (code, error) = await BashAsync("install_dotnet", address);
        await serving;

        Assert.Equal(1, code);
        Assert.Contains("could not be fetched", error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_terminal_and_without_yes_what_is_missing_is_listed_and_nothing_is_installed()
    {
        var (code, error) = await BashAsync(
            "have() { true; }; missing_debian_packages() { echo ' libflite1'; }; as_root() { say INSTALLED; }; ensure_installed",
            "http://127.0.0.1:9/");

        Assert.Equal(2, code);
        Assert.Contains("libflite1", error, StringComparison.Ordinal);
        Assert.Contains("--yes", error, StringComparison.Ordinal);
        Assert.DoesNotContain("INSTALLED", error, StringComparison.Ordinal);
    }

    private static string Listen(HttpListener server)
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        server.Prefixes.Add($"http://127.0.0.1:{port}/");
        server.Start();
        return $"http://127.0.0.1:{port}/dotnet-install.sh";
    }

    private static async Task ServeOnceAsync(HttpListener server, HttpStatusCode status, string body)
    {
        var context = await server.GetContextAsync();
        context.Response.StatusCode = (int)status;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
        context.Response.Close();
    }

    private async Task<(int Code, string Error)> BashAsync(string script, string installer)
    {
        var start = new ProcessStartInfo("bash")
        {
            WorkingDirectory = RepositoryRoot(),
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($". scripts/setup.sh\n{script}");
        start.Environment["HOME"] = home.FullName;
        start.Environment["LINLY_DOTNET_INSTALLER"] = installer;
        start.Environment.Remove("LINLY_YES");
        using var bash = Process.Start(start)!;
        bash.StandardInput.Close();
        var error = bash.StandardError.ReadToEndAsync();
        var output = bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return (bash.ExitCode, await error + await output);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LinlyTalker.slnx")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
