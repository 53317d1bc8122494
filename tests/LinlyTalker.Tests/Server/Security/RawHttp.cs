using System.Net.Sockets;
using System.Text;

namespace LinlyTalker.Tests.Server.Security;

/// <summary>Requests as bytes, as no well-behaved client would send them.</summary>
internal static class RawHttp
{
    /// <param name="lines">Of the request's head.</param>
    /// <returns>All that came back until the server closed.</returns>
    public static async Task<string> AskAsync(Uri server, params string[] lines)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", [.. lines, "Connection: close", "", ""])), cancellation);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer, cancellation);
        return Encoding.UTF8.GetString(answer.ToArray());
    }

    public static int StatusOf(string answer) => int.Parse(answer.Split(' ')[1], null);
}
