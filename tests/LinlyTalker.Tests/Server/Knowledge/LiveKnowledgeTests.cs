using System.Runtime.CompilerServices;
using System.Text;
using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Brain.Retrieval;
using LinlyTalker.Brain.Shelves;
using LinlyTalker.Brain.Terms;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Server.Parts;
using LinlyTalker.Tests.Brain;
using LinlyTalker.Tests.Server.Realtime;

namespace LinlyTalker.Tests.Server.Knowledge;

public class LiveKnowledgeTests
{
    private const int Patience = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_document_that_comes_and_goes_while_two_talk_counts_from_the_next_turn_on()
    {
        using var folder = new TemporaryFolder();
        var analyser = new TextAnalyser(Synonyms.Default);
        using var shelves = new KnowledgeShelves(folder.Path, analyser, new ShelfOptions(), TimeProvider.System);
        using var shop = await KnowledgeBase.OpenAsync(Path.Combine(House.Repository.Root, "knowledge/shop/en"), null, analyser, Token);
        var ears = new AttentiveEars();
        var engines = new FakeEngines { Brain = new PersonalResponder(new SearchedBase(shop), shelves), Ears = () => ears };
        await using var served = await ServedTest.StartAsync(new ServerParts { Engines = engines, Knowledge = shelves });
        await AddAsync(shelves, "first.md", "# What is a flimberton?\nA kind of hat.");
        await using var client = await WireClient.ConnectAsync(served.Address);
        await client.SoundAsync(100, loud: false);
        Assert.Contains("flimberton", string.Join(' ', (await ears.Domain.WaitAsync(Token)).Sentences), StringComparison.Ordinal);

        Assert.Contains("do not know", await AskAsync(client, 1), StringComparison.Ordinal);
        var document = await AddAsync(shelves, "toys.md", "# How tall is a zorblatt?\nA zorblatt has forty feet.");
        Assert.Contains("forty feet", await AskAsync(client, 2), StringComparison.Ordinal);
        Assert.True(await shelves.DeleteAsync(document, UserId.Local, Token));
        Assert.Contains("do not know", await AskAsync(client, 3), StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task Documents_that_cannot_be_read_close_no_conversation_and_the_client_is_told()
    {
        using var folder = new TemporaryFolder();
        var analyser = new TextAnalyser(Synonyms.Default);
        using (var before = new KnowledgeShelves(folder.Path, analyser, new ShelfOptions(), TimeProvider.System))
        {
            await AddAsync(before, "toys.md", "# How tall is a zorblatt?\nA zorblatt has forty feet.");
        }

        // The disk went bad: nothing that is left can be read.
        var user = Directory.EnumerateDirectories(folder.Path).Single();
        Directory.Delete(Path.Combine(user, "index"), recursive: true);
        await File.WriteAllBytesAsync(Directory.EnumerateFiles(user, "*.text").Single(), [1, 0, 2], Token);
        using var shelves = new KnowledgeShelves(folder.Path, analyser, new ShelfOptions(), TimeProvider.System);
        using var shop = await KnowledgeBase.OpenAsync(Path.Combine(House.Repository.Root, "knowledge/shop/en"), null, analyser, Token);
        var brain = new PersonalResponder(new SearchedBase(shop), shelves);
        await using var served = await ServedTest.StartAsync(
            new ServerParts { Engines = new FakeEngines { Brains = [brain, brain.Common] }, Knowledge = shelves });
        await using var client = await WireClient.ConnectAsync(served.Address);
        await client.SendAsync("""{"type":"session.update","session":{"avatar":{"mode":"none"}}}""");
        var told = await client.WaitAsync("avatar.degraded");
        Assert.Equal("brain", (string)told["organ"]!);
        Assert.Contains("without", (string)told["reason"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Path, told.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("do not know", await AskAsync(client, 1), StringComparison.Ordinal);
        Assert.Equal(2, client.Events.Count(e => WireClient.TypeOf(e) == "avatar.degraded"));
        Assert.Equal("completed", (string)client.Events.Last(e => WireClient.TypeOf(e) == "response.done")["response"]!["status"]!);
    }

    private static async Task<string> AddAsync(KnowledgeShelves shelves, string name, string text) =>
        (await shelves.AddAsync(name, new MemoryStream(Encoding.UTF8.GetBytes(text)), UserId.Local, Token)).Id;

    /// <param name="times">How many replies there will have been.</param>
    private static async Task<string> AskAsync(WireClient client, int times)
    {
        await client.AskAsync("How tall is a zorblatt?");
        await client.RespondAsync();
        var done = await client.WaitAsync("response.done", _ => client.Events.Count(e => WireClient.TypeOf(e) == "response.done") >= times);
        var last = client.Events.Last(e => WireClient.TypeOf(e) == "response.done");
        Assert.NotNull(done);
        return (string)last["response"]!["output"]![0]!["content"]![0]!["transcript"]!;
    }

    /// <summary>Hear nothing; tell what they were told to expect.</summary>
    private sealed class AttentiveEars : IEars
    {
        private readonly TaskCompletionSource<DomainText> domain = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<DomainText> Domain => domain.Task;

        public async IAsyncEnumerable<Utterance> ListenAsync(
            IAsyncEnumerable<AudioChunk> audio, ListenOptions options, [EnumeratorCancellation] CancellationToken cancellation)
        {
            domain.TrySetResult(options.Domain);
            await foreach (var _ in audio.WithCancellation(cancellation))
            {
                // Silence.
            }

            yield break;
        }
    }
}
