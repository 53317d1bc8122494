using System.Net;
using System.Text.Json;

namespace LinlyTalker.Tests.Server.OpenAi;

public class ModelsTests
{
    private const int Patience = 30_000;

    [Fact(Timeout = Patience)]
    public async Task The_list_has_companions_first_then_recognisers_and_voices()
    {
        await using var served = await ServedTest.StartAsync();
        using var list = JsonDocument.Parse(
            await served.Client.GetStringAsync("/v1/models", TestContext.Current.CancellationToken));
        Assert.Equal("list", list.RootElement.GetProperty("object").GetString());
        Assert.Equal(
            ["ada companion", "scripted recogniser", "word voice"],
            list.RootElement.GetProperty("data").EnumerateArray()
                .Select(m => $"{m.GetProperty("id").GetString()} {m.GetProperty("kind").GetString()}"));
    }

    [Theory(Timeout = Patience)]
    [InlineData("/v1/models/word", "word")]
    [InlineData("/v1/models/gpt-4o", "ada")]
    public async Task One_is_found_by_its_name_or_by_the_name_that_it_stands_for(string address, string id)
    {
        await using var served = await ServedTest.StartAsync();
        using var model = JsonDocument.Parse(
            await served.Client.GetStringAsync(address, TestContext.Current.CancellationToken));
        Assert.Equal(id, model.RootElement.GetProperty("id").GetString());
    }

    [Theory(Timeout = Patience)]
    [InlineData("/v1/models/shop/en")]
    [InlineData("/v1/models/shop%2Fen")]
    [InlineData("/v1/models/..%2f..%2fetc%2fpasswd")]
    public async Task An_unknown_one_is_a_404_with_its_code(string address)
    {
        await using var served = await ServedTest.StartAsync();
        var response = await served.Client.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        using var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("model_not_found", error.RootElement.GetProperty("error").GetProperty("code").GetString());
    }
}
