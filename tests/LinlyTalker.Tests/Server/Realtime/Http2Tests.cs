using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Limits;
using LinlyTalker.Server.Security.Tls;

namespace LinlyTalker.Tests.Server.Realtime;

/// <summary>As browsers talk over TLS: the WebSocket is a stream of an HTTP/2 connection (RFC 8441).</summary>
public sealed class Http2Tests : IDisposable
{
    private const int Patience = 30_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("linly-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact(Timeout = Patience)]
    public async Task A_conversation_goes_over_HTTP_2_and_may_be_longer_than_a_body_may_be()
    {
        var tls = SelfSigned.Ensure(folder.FullName, ["localhost"], MachineNames.Addresses, TimeProvider.System);
        await using var served = await ServedTest.StartAsync(options: new ServerOptions
        {
            Port = 0,
            Drain = TimeSpan.FromSeconds(1),
            Tls = tls.Files,
            Limits = new ServerLimits { Body = 64 << 10 },
        });
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        using var invoker = new HttpMessageInvoker(handler);
        await using var first = await WireClient.ConnectAsync(served.Address, over2: invoker);
        await using var second = await WireClient.ConnectAsync(served.Address, over2: invoker);
        for (var i = 0; i < 10; i++)
        {
            await first.SoundAsync(500, loud: false);
        }

        foreach (var client in new[] { first, second })
        {
            await client.AskAsync("Who are you?");
            await client.RespondAsync();
            Assert.Equal("completed", (string?)(await client.WaitAsync("response.done"))["response"]!["status"]);
            Assert.Contains("response.output_audio.delta", client.Types);
        }
    }
}
