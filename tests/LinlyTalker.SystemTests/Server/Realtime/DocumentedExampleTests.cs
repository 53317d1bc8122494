using LinlyTalker.SystemTests.Media.Ffmpeg;

namespace LinlyTalker.SystemTests.Server.Realtime;

/// <summary>The client that docs/realtime.md shows, as it stands there.</summary>
public class DocumentedExampleTests
{
    private const int Patience = 180_000;

    [Fact(Timeout = Patience)]
    public async Task The_page_of_the_document_is_answered_and_is_silent_when_its_user_speaks()
    {
        var cancellation = TestContext.Current.CancellationToken;
        StockScript.Require();
        await using var server = await EmbeddedServer.StartAsync();
        using var folder = new TestFolder();
        string[] questions = ["What is LinlyTalker?", "What is your name?"];
        foreach (var question in questions)
        {
            await File.WriteAllBytesAsync(folder[question], await SpokenQuestion.SayAsync(server.Engines, question, cancellation), cancellation);
        }

        var seen = await StockScript.RunAsync("example.mjs", [$"http://{server.Address.Authority}", .. questions.Select(q => folder[q])], cancellation);
        var lines = seen["lines"]!.AsArray().Select(l => (string)l!).ToList();
        Assert.Empty(seen["errors"]!.AsArray());
        Assert.Equal(2, lines.Count(l => l.StartsWith("you: ", StringComparison.Ordinal)));
        Assert.Contains(lines, l => l.StartsWith("you: ", StringComparison.Ordinal) && l.Contains("name", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(lines, l => l.StartsWith("avatar: ", StringComparison.Ordinal));
        Assert.Equal(2, seen["replies"]!.AsArray().Count);
        Assert.True((double)seen["seconds"]! > 2, $"{seen["seconds"]} s of sound");
        Assert.True((int)seen["stopped"]! > 0, "The loudspeaker went on.");
    }
}
