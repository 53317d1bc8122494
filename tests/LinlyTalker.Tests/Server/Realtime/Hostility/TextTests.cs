namespace LinlyTalker.Tests.Server.Realtime.Hostility;

/// <summary>Messages whose text is none, or too much of it.</summary>
public class TextTests
{
    private const int Patience = 30_000;

    [Theory(Timeout = Patience)]
    [InlineData("""{"type":"session.update","event_id":"mine","session":{"instructions":"cut \ud83d"}}""", "mine")]
    [InlineData("""{"type":"session.update","event_id":"mine","session":{"instr\udc00uctions":"cut"}}""", "mine")]
    [InlineData("""{"type":"conversation.item.create","event_id":"mine","item":{"role":"user","content":[{"type":"input_text","text":"\udc00\ud800"}]}}""", "mine")]
    [InlineData("""{"type":"conversation.item.delete","event_id":"mine","item_id":"\uD800"}""", "mine")]
    [InlineData("""{"type":"input_audio_buffer.append","event_id":"mine","audio":"AA\ud800A"}""", "mine")]
    [InlineData("""{"type":"response.create","event_id":"mine","response":{"metadata":{"\ud800":"x"}}}""", "mine")]
    [InlineData("""{"type":"input_audio_buffer.clear","event_id":"\ud800"}""", "\uFFFD")]
    [InlineData("""{"ty\ud800pe":"session.update","event_id":"mine"}""", "mine")]
    public async Task Half_of_a_surrogate_pair_is_told_as_an_error_and_the_session_goes_on(string message, string eventId)
    {
        await using var house = await House.OpenAsync();
        await using var client = await WireClient.ConnectAsync(house.Address);
        await client.SendAsync(message);
        var error = (await client.WaitAsync("error"))["error"]!;
        Assert.Equal(("invalid_value", eventId), ((string)error["code"]!, (string)error["event_id"]!));
        await client.AskAsync("\\ud800 is an escape, \ud83d\ude00 is a face");
        await client.RespondAsync();
        await client.WaitAsync("response.done");
        await house.TalkAsync();
    }
}
