using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LinlyTalker.Server.Security.Tls;

namespace LinlyTalker.SystemTests.Server.Proxy;

/// <summary>nginx with the file that we document, in which only the four marked lines and the ports are changed.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly Process process;
    private readonly Task<string> errors;

    private Nginx(DirectoryInfo folder, Process process, int port)
    {
        (this.folder, this.process) = (folder, process);
        errors = process.StandardError.ReadToEndAsync();
        Address = new Uri($"https://localhost:{port}/");
    }

    public Uri Address { get; }

    /// <summary>The test is skipped where nginx is missing.</summary>
    public static async Task<Nginx> StartAsync(Uri server)
    {
        var folder = Directory.CreateTempSubdirectory("linly-nginx-");
        var (plain, secure) = (FreePort(), FreePort());
        var tls = SelfSigned.Ensure(folder.FullName, ["localhost"], [IPAddress.Loopback], TimeProvider.System).Files;
        var ours = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "nginx", "linly.conf"));
        foreach (var (what, instead) in new[]
        {
            ("    listen [::]:80;\n", ""),
            ("    listen [::]:443 ssl http2;\n", ""),
            ("listen 80;", $"listen 127.0.0.1:{plain};"),
            ("listen 443 ssl http2;", $"listen 127.0.0.1:{secure} ssl http2;"),
            ("127.0.0.1:8080", server.Authority),
            ("/etc/letsencrypt/live/avatar.example.org/fullchain.pem", tls.Certificate),
            ("/etc/letsencrypt/live/avatar.example.org/privkey.pem", tls.Key),
            ("server_name avatar.example.org", "server_name localhost"),
        })
        {
            Assert.Contains(what, ours, StringComparison.Ordinal);
            ours = ours.Replace(what, instead, StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "linly.conf"), ours);
        var main = Path.Combine(folder.FullName, "nginx.conf");
        var places = string.Concat(new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(place => $"{place}_temp_path {folder.FullName}/{place};\n"));
        await File.WriteAllTextAsync(main, $"daemon off;\nmaster_process off;\npid {folder.FullName}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n{places}include linly.conf;\n}}\n");
        var nginx = new Nginx(folder, Start(main, folder.FullName), secure);
        await nginx.ListeningAsync(secure);
        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static Process Start(string main, string folder)
    {
        var program = File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";
        try
        {
            return Process.Start(new ProcessStartInfo(program, ["-c", main, "-p", folder, "-e", "stderr"]) { RedirectStandardError = true })!;
        }
        catch (Win32Exception e)
        {
            Assert.Skip($"nginx does not start ({e.Message}): sudo apt-get install nginx-light");
            throw;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ListeningAsync(int port)
    {
        while (true)
        {
            Assert.False(process.HasExited, process.HasExited ? await errors : "");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }
}
