using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace LinlyTalker.Tests.Models.Fetching;

/// <summary>
/// A web server on this machine that answers by a script: the first request by the first step, and so on, the last step
/// for all that follow. Each connection carries one request.
/// </summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentQueue<HostileRequest> requests = new();
    private readonly Func<HostileRequest, HostileReply, Task>[] script;
    private readonly X509Certificate2? certificate;
    private readonly Task accepting;

    public HostileServer(params Func<HostileRequest, HostileReply, Task>[] script)
        : this(null, script)
    {
    }

    public HostileServer(X509Certificate2? certificate, params Func<HostileRequest, HostileReply, Task>[] script)
    {
        this.script = script;
        this.certificate = certificate;
        listener.Start();
        accepting = AcceptAsync();
    }

    public IReadOnlyList<HostileRequest> Requests => [.. requests];

    public Uri Address(string path = "file.bin") =>
        new(string.Create(CultureInfo.InvariantCulture, $"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/{path}"));

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await accepting;
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var answering = new List<Task>();
        try
        {
            while (true)
            {
                answering.Add(AnswerAsync(await listener.AcceptSocketAsync(closing.Token)));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over; a listener that was just stopped throws the last of these.
        }

        await Task.WhenAll(answering);
    }

    private async Task AnswerAsync(Socket socket)
    {
        try
        {
            await using Stream plain = new NetworkStream(socket, ownsSocket: true);
            Stream stream = plain;
            if (certificate is not null)
            {
                var secure = new SslStream(plain);
                await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, closing.Token);
                stream = secure;
            }

            var request = await ReadAsync(stream);
            if (request.Path.Length == 0)
            {
                return;
            }

            requests.Enqueue(request);
            var step = script[Math.Min(requests.Count, script.Length) - 1];
            await step(request, new HostileReply(stream, socket, closing.Token));
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away, which is often the point.
        }
    }

    private async Task<HostileRequest> ReadAsync(Stream stream)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, closing.Token) > 0)
        {
            text.Append((char)one[0]);
        }

        var lines = text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return new HostileRequest(
            lines.Length > 0 ? lines[0].Split(' ')[1] : "",
            lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase));
    }
}

internal sealed record HostileRequest(string Path, IReadOnlyDictionary<string, string> Headers)
{
    public string? Range => Headers.GetValueOrDefault("Range");

    public string? IfRange => Headers.GetValueOrDefault("If-Range");
}

/// <summary>Writes an answer byte by byte, right or wrong.</summary>
internal sealed class HostileReply(Stream stream, Socket socket, CancellationToken closing)
{
    public CancellationToken Closing => closing;

    public async Task HeadAsync(string status, params string[] headers)
    {
        var head = $"HTTP/1.1 {status}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}Connection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), closing);
    }

    public async Task BodyAsync(ReadOnlyMemory<byte> bytes) => await stream.WriteAsync(bytes, closing);

    public async Task TextAsync(string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), closing);

    /// <summary>The whole file, with its length and a strong tag.</summary>
    public async Task WholeAsync(byte[] file, string tag = "\"v1\"")
    {
        await HeadAsync("200 OK", $"Content-Length: {file.Length}", $"ETag: {tag}");
        await BodyAsync(file);
    }

    /// <summary>Promises the whole file, gives a part and drops the line.</summary>
    public async Task CutAsync(byte[] file, int after, string tag = "\"v1\"")
    {
        await HeadAsync("200 OK", $"Content-Length: {file.Length}", $"ETag: {tag}");
        await BodyAsync(file.AsMemory(0, after));
        await stream.FlushAsync(closing);
    }

    /// <summary>The rest from where the client asked.</summary>
    public async Task RestAsync(HostileRequest request, byte[] file)
    {
        var from = int.Parse(request.Range!["bytes=".Length..^1], CultureInfo.InvariantCulture);
        await HeadAsync("206 Partial Content", $"Content-Length: {file.Length - from}", $"Content-Range: bytes {from}-{file.Length - 1}/{file.Length}", "ETag: \"v1\"");
        await BodyAsync(file.AsMemory(from));
    }

    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }
}
