using System.Net;
using LinlyTalker.Core.Errors;
using LinlyTalker.Server.Hosting;

namespace LinlyTalker.Tests.Server;

public class HostingTests
{
    private const int Patience = 30_000;

    [Fact(Timeout = Patience)]
    public async Task An_unknown_address_answers_404()
    {
        await using var served = await ServedTest.StartAsync();
        var response = await served.Client.GetAsync("/nothing", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact(Timeout = Patience)]
    public async Task A_port_that_is_taken_is_told_in_a_sentence()
    {
        await using var served = await ServedTest.StartAsync();
        var error = await Assert.ThrowsAsync<LinlyException>(
            () => ServedTest.StartAsync(options: new ServerOptions { Port = served.Address.Port }));
        Assert.Contains("--port", error.Message, StringComparison.Ordinal);
    }
}
