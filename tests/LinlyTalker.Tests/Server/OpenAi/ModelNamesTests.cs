using LinlyTalker.Server.Errors;
using LinlyTalker.Server.OpenAi;

namespace LinlyTalker.Tests.Server.OpenAi;

public class ModelNamesTests
{
    [Theory]
    [InlineData("gpt-4o-mini-tts")]
    [InlineData("gpt-realtime")]
    [InlineData("whisper-1")]
    [InlineData("tts-1-hd")]
    [InlineData("")]
    [InlineData(null)]
    public void What_stock_clients_send_means_the_default(string? name) => Assert.Equal("", ModelNames.Ours(name));

    [Fact]
    public void Another_name_stays_as_it_is() => Assert.Equal("shop/en", ModelNames.Ours("shop/en"));

    [Theory]
    [InlineData("alloy", "")]
    [InlineData("onyx", "male")]
    [InlineData("Nova", "female")]
    [InlineData("slt", "slt")]
    public void A_voice_of_OpenAI_means_the_best_of_its_kind(string asked, string ours) =>
        Assert.Equal(ours, ModelNames.OurVoice(asked));

    [Fact]
    public async Task An_unknown_companion_is_a_model_that_was_not_found()
    {
        var cancellation = TestContext.Current.CancellationToken;
        Assert.Equal("ada", (await ModelNames.CompanionAsync(new FakeEngines(), "gpt-4o", cancellation)).Name);
        var error = await Assert.ThrowsAsync<ApiException>(
            () => ModelNames.CompanionAsync(new FakeEngines(), "bob", cancellation).AsTask());
        Assert.Equal((404, "model_not_found"), (error.Status, error.Code));
    }
}
