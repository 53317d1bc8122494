using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;

namespace LinlyTalker.Tests.Server.Documents;

public class OpenApiTests
{
    private const int Patience = 30_000;

    [Fact(Timeout = Patience)]
    public async Task Every_address_is_described_with_what_it_takes_and_gives()
    {
        await using var served = await ServedTest.StartAsync();
        var document = await ReadAsync(served);
        var described = document["paths"]!.AsObject()
            .SelectMany(p => p.Value!.AsObject().Select(o => $"{o.Key.ToUpperInvariant()} {p.Key}")).ToHashSet();
        foreach (var endpoint in served.Server.Endpoints.Where(e => e.RoutePattern.RawText != "/openapi.json"))
        {
            var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{**", "{", StringComparison.Ordinal);
            foreach (var method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Where(m => m != "CONNECT"))
            {
                Assert.Contains($"{method} {path}", described);
                var operation = document["paths"]![path]![method.ToLowerInvariant()]!;
                Assert.NotEmpty(operation["summary"]!.ToString());
                Assert.NotEmpty(operation["responses"]!.AsObject());
                Assert.True(method != "POST" || path.Contains('{') || operation["requestBody"] is not null, $"{method} {path} has no body");
            }
        }
    }

    [Fact(Timeout = Patience)]
    public async Task Fields_are_named_as_the_wire_names_them()
    {
        await using var served = await ServedTest.StartAsync();
        var document = await ReadAsync(served);
        var fields = document["components"]!["schemas"]!["ChatRequest"]!["properties"]!.AsObject().Select(p => p.Key);
        Assert.Contains("max_completion_tokens", fields);
        Assert.Contains("messages", fields);
    }

    private static async Task<JsonNode> ReadAsync(ServedTest served) =>
        JsonNode.Parse(await served.Client.GetStringAsync("/openapi.json", TestContext.Current.CancellationToken))!;
}
