using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Brain.Terms;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Tests.Brain.Knowledge;

public sealed class KnowledgeBaseTests : IDisposable
{
    private static readonly TextAnalyser Analyser = new(Synonyms.Default);
    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder cache = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_files_whose_content_changed_are_read_again()
    {
        folder.Write("a.md", "# Delivery\nThree days.");
        folder.Write("b.md", "# Returns\nThirty days.");
        Assert.Equal(new IndexChange(2, 0, 0), await Change());
        Assert.Equal(new IndexChange(0, 2, 0), await Change());
        folder.Write("a.md", "# Delivery\nFour days.");
        Assert.Equal(new IndexChange(1, 1, 0), await Change());
        File.Delete(Path.Combine(folder.Path, "b.md"));
        Assert.Equal(new IndexChange(0, 1, 1), await Change());
        using var knowledge = await Open(cache.Path);
        Assert.Equal("Four days.", Assert.Single(knowledge.Search(Analyser.Analyse("delivery return days").Keys, 10)).Passage.Answer);
    }

    [Fact]
    public async Task A_damaged_index_is_made_anew()
    {
        folder.Write("a.md", "# Delivery\nThree days.");
        await Change();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.WriteAllText(Assert.Single(Directory.GetFiles(cache.Path, "*.db")), new string('x', 5000));
        Assert.Equal(new IndexChange(1, 0, 0), await Change());
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_gives_an_index_in_memory()
    {
        folder.Write("a.md", "# Delivery\nThree days.");
        using var knowledge = await Open(cache.Write("file", "not a folder"));
        Assert.True(knowledge.IsInMemory);
        Assert.Single(knowledge.Search(["deliveri"], 10));
    }

    [Fact]
    public async Task Several_openers_at_once_agree()
    {
        for (var i = 0; i < 20; i++)
        {
            folder.Write($"{i}.md", $"# Delivery {i}\nThree days.");
        }

        var opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Open(cache.Path))));
        Assert.All(opened, k => Assert.Equal(20, k.PassageCount));
        Assert.Equal(20, opened.Sum(k => k.Change.Read));
        Array.ForEach(opened, k => k.Dispose());
    }

    [Fact]
    public async Task An_empty_folder_says_what_to_put_into_it() =>
        Assert.Contains("add a .md file", (await Assert.ThrowsAsync<InputException>(() => Open(null))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_folder_of_nothing_readable_says_why()
    {
        folder.Write("a.md", [1, 0, 2]);
        Assert.Contains("not a text file", (await Assert.ThrowsAsync<InputException>(() => Open(null))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("a\" OR \"b")]
    [InlineData("NEAR(a b)")]
    [InlineData("'; DROP TABLE passages; --")]
    [InlineData("question : x*")]
    public async Task No_key_is_read_as_a_query(string key)
    {
        folder.Write("a.md", "# Delivery\nThree days.");
        using var knowledge = await Open(null);
        Assert.Empty(knowledge.Search([key], 10));
        Assert.Single(knowledge.Search(["deliveri"], 10));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
        cache.Dispose();
    }

    private Task<KnowledgeBase> Open(string? place) => KnowledgeBase.OpenAsync(folder.Path, place, Analyser, Cancellation);

    private async Task<IndexChange> Change()
    {
        using var knowledge = await Open(cache.Path);
        return knowledge.Change;
    }
}
