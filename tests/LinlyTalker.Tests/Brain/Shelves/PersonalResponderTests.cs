using System.Text;
using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Brain.Retrieval;
using LinlyTalker.Brain.Shelves;
using LinlyTalker.Brain.Terms;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Tests.Brain.Shelves;

public class PersonalResponderTests
{
    private static readonly UserId Ann = new("ann");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_is_answered_from_at_once_by_its_owner_alone_and_until_it_is_deleted()
    {
        using var folder = new TemporaryFolder();
        using var shelves = new KnowledgeShelves(folder.Path, Analyser, new ShelfOptions(), TimeProvider.System);
        using var common = await ShopAsync();
        var brain = new PersonalResponder(new SearchedBase(common), shelves);
        const string Question = "How tall is a zorblatt?";
        Assert.Contains("do not know", (await AskAsync(brain, Ann, Question)).Text, StringComparison.Ordinal);

        var document = await shelves.AddAsync("toys.md", Document("# How tall is a zorblatt?\nA zorblatt has forty feet."), Ann, Token);
        var (text, source) = await AskAsync(brain, Ann, Question);
        Assert.Contains("forty feet", text, StringComparison.Ordinal);
        Assert.Equal(new Source("toys.md", "How tall is a zorblatt?"), source);
        Assert.Contains("do not know", (await AskAsync(brain, new UserId("bob"), Question)).Text, StringComparison.Ordinal);
        Assert.Contains("forty feet", (await AskAsync(brain, new UserId("ann/guest"), Question, Ann)).Text, StringComparison.Ordinal);

        Assert.True(await shelves.DeleteAsync(document.Id, Ann, Token));
        Assert.Contains("do not know", (await AskAsync(brain, Ann, Question)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_common_base_is_answered_from_as_before_and_follow_ups_cross_the_two()
    {
        using var folder = new TemporaryFolder();
        using var shelves = new KnowledgeShelves(folder.Path, Analyser, new ShelfOptions(), TimeProvider.System);
        using var common = await ShopAsync();
        var brain = new PersonalResponder(new SearchedBase(common), shelves);
        var before = await AskAsync(brain, Ann, "How long does delivery take?");
        await shelves.AddAsync("delivery.md", Document("# How long does delivery to the Moon take?\nFour days by rocket.\n\n# Who pays for a zorblatt?\nThe buyer."), Ann, Token);
        Assert.Equal(before, await AskAsync(brain, Ann, "How long does delivery take?"));
        Assert.Contains("rocket", (await AskAsync(brain, Ann, "How long does delivery to the Moon take?")).Text, StringComparison.Ordinal);
    }

    private static TextAnalyser Analyser { get; } = new(Synonyms.Default);

    private static Task<KnowledgeBase> ShopAsync() =>
        KnowledgeBase.OpenAsync(Path.Combine(House.Repository.Root, "knowledge/shop/en"), null, Analyser, Token);

    private static MemoryStream Document(string text) => new(Encoding.UTF8.GetBytes(text));

    private static async Task<(string Text, Source? Source)> AskAsync(PersonalResponder brain, UserId user, string question, UserId? account = null)
    {
        var request = new ReplyRequest
        {
            User = user,
            Account = account,
            Conversation = new ConversationId("c"),
            Persona = new Persona { Name = "N" },
            Utterance = Utterance.Typed(question, "en"),
        };
        var pieces = await brain.ReplyAsync(request, Token).ToListAsync(Token);
        return (string.Concat(pieces.Select(p => p.Text)), pieces[0].Sources.FirstOrDefault());
    }
}
