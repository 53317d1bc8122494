using System.Text;
using LinlyTalker.Brain.Shelves;
using LinlyTalker.Brain.Terms;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;
using LinlyTalker.Tests.Core;

namespace LinlyTalker.Tests.Brain.Shelves;

public class KnowledgeShelvesTests
{
    private readonly ManualTime time = new();
    private static readonly UserId Ann = new("ann/../bob");
    private static readonly UserId Bob = new("bob");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_is_kept_listed_found_and_survives_a_restart()
    {
        using var folder = new TemporaryFolder();
        KnowledgeDocument added;
        using (var shelves = Open(folder))
        {
            added = await AddAsync(shelves, "../../prices.md", "# How tall is a zorblatt?\nIt has forty feet.\n\n# Empty\n");
            Assert.Equal(("prices.md", 1), (added.Name, added.Passages));
            Assert.Contains("is empty", Assert.Single(added.Findings), StringComparison.Ordinal);
        }

        using var again = Open(folder);
        Assert.Equal(added with { Findings = [] }, Assert.Single(await again.ListAsync(Ann, Token)) with { Findings = [] });
        var found = Assert.Single(await again.SearchAsync("how tall is the zorblatt", 10, Ann, Token));
        Assert.Equal((added.Id, "prices.md", 1, "It has forty feet."), (found.Document, found.File, found.Line, found.Text));
        Assert.InRange(found.Score, 0.3, 1.2);
        Assert.Contains("zorblatt", string.Join(' ', (await again.DomainAsync(Ann, Token)).Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_one_users_is_nobody_elses()
    {
        using var folder = new TemporaryFolder();
        using var shelves = Open(folder);
        var added = await AddAsync(shelves, "a.md", "# Secret\nForty.");
        Assert.Empty(await shelves.ListAsync(Bob, Token));
        Assert.Null(await shelves.FindAsync(added.Id, Bob, Token));
        Assert.Empty(await shelves.SearchAsync("secret", 10, Bob, Token));
        Assert.Same(DomainText.Empty, await shelves.DomainAsync(Bob, Token));
        Assert.False(await shelves.DeleteAsync(added.Id, Bob, Token));
        Assert.Equal(0, await shelves.EraseAsync(Bob, Token));
        Assert.NotNull(await shelves.FindAsync(added.Id, Ann, Token));
    }

    [Fact]
    public async Task Of_a_deleted_document_no_word_is_left_on_the_disk()
    {
        using var folder = new TemporaryFolder();
        using var shelves = Open(folder);
        await AddAsync(shelves, "kept.md", "# Opening hours\nFrom nine to five.");
        var gone = await AddAsync(shelves, "gone.md", "# What is a quuxification?\nIt is when Flimberton moves.");
        Assert.NotEmpty(Holding(folder, "flimberton"));
        Assert.True(await shelves.DeleteAsync(gone.Id, Ann, Token));
        Assert.False(await shelves.DeleteAsync(gone.Id, Ann, Token));
        Assert.Empty(Holding(folder, "flimberton"));
        Assert.DoesNotContain(await shelves.SearchAsync("quuxification", 10, Ann, Token), p => p.File == "gone.md");
        Assert.Equal("kept.md", Assert.Single(await shelves.ListAsync(Ann, Token)).Name);
    }

    [Fact]
    public async Task Erasing_a_user_leaves_nothing_and_a_new_document_may_come()
    {
        using var folder = new TemporaryFolder();
        using var shelves = Open(folder);
        await AddAsync(shelves, "a.md", "# Hours\nNine.");
        Assert.Equal(1, await shelves.EraseAsync(Ann, Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
        Assert.Empty(await shelves.ListAsync(Ann, Token));
        var next = await AddAsync(shelves, "b.md", "# Rent\nTen.");
        Assert.Equal("b.md", Assert.Single(await shelves.SearchAsync("rent", 10, Ann, Token)).File);
        Assert.True(await shelves.DeleteAsync(next.Id, Ann, Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task What_is_on_its_way_while_all_is_erased_does_not_come_back()
    {
        using var folder = new TemporaryFolder();
        using var shelves = Open(folder);
        var slow = new System.IO.Pipelines.Pipe();
        await slow.Writer.WriteAsync("# Hours\n"u8.ToArray(), Token);
        var adding = shelves.AddAsync("a.md", slow.Reader.AsStream(), Ann, Token);
        await shelves.EraseAsync(Ann, Token);
        await slow.Writer.WriteAsync("Nine."u8.ToArray(), Token);
        await slow.Writer.CompleteAsync();
        var error = await Assert.ThrowsAsync<InputException>(() => adding);
        Assert.Contains("erased", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    public static TheoryData<string, byte[], string> Unreadable() => new()
    {
        { "a.md", [], "empty" },
        { "a.md", Encoding.UTF8.GetBytes("  \n\n"), "Nothing" },
        { "a.md", [0x50, 0x4B, 3, 4, 0, 0, 1], "not a text file" },
        { "a.txt", [0xFF, 0x41, 0xFF, 0xFE, 0x80], "encoding" },
        { "a.csv", "x,y\n1,2\n"u8.ToArray(), "columns question and answer" },
        { "a.docx", "PK"u8.ToArray(), "not read" },
        { "a.md", Encoding.UTF8.GetBytes("# Long\n" + new string('a', 20_000)), "too long for an answer" },
        { "a.md", new byte[3 << 20], "longer than 2048 KB" },
        { "a.md", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("# a\nb\n", 6000))), "6000 sections" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task What_cannot_be_used_is_refused_with_the_reason_and_nothing_is_kept(string name, byte[] bytes, string reason)
    {
        using var folder = new TemporaryFolder();
        using var shelves = Open(folder);
        var error = await Assert.ThrowsAsync<InputException>(() => shelves.AddAsync(name, new MemoryStream(bytes), Ann, Token));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Counts_and_sizes_are_bounded_also_when_all_come_at_once()
    {
        using var folder = new TemporaryFolder();
        using var shelves = Open(folder, new ShelfOptions { Documents = 5 });
        var adding = Enumerable.Range(0, 30).Select(async i =>
        {
            try
            {
                return (await AddAsync(shelves, "same.md", $"# Question {i}\nAnswer {i}.")).Name;
            }
            catch (InputException e)
            {
                Assert.Contains("5 documents", e.Message, StringComparison.Ordinal);
                return "";
            }
        });
        var names = (await Task.WhenAll(adding)).Where(n => n.Length > 0).Order(StringComparer.Ordinal);
        Assert.Equal(["same (2).md", "same (3).md", "same (4).md", "same (5).md", "same.md"], names);
        Assert.Equal(5, (await shelves.ListAsync(Ann, Token)).Count);

        using var other = new TemporaryFolder();
        using var narrow = Open(other, new ShelfOptions { Bytes = 100 });
        await AddAsync(narrow, "a.md", "# A\n" + new string('a', 60));
        await Assert.ThrowsAsync<InputException>(() => AddAsync(narrow, "b.md", "# B\n" + new string('b', 60)));
    }

    [Fact]
    public async Task What_an_end_in_the_middle_left_is_cleared_and_what_is_damaged_is_passed_over()
    {
        using var folder = new TemporaryFolder();
        string user;
        using (var shelves = Open(folder))
        {
            await AddAsync(shelves, "a.md", "# Hours\nNine.");
            user = Path.GetRelativePath(folder.Path, Directory.EnumerateDirectories(folder.Path).Single());
        }

        var half = folder.Write($"{user}/0123456789abcdef.text", "# Half\nWritten.");
        File.SetLastWriteTimeUtc(half, Now - TimeSpan.FromHours(2));
        folder.Write($"{user}/damaged.json", "{");
        using var again = Open(folder);
        Assert.Equal("a.md", Assert.Single(await again.ListAsync(Ann, Token)).Name);
        Assert.False(File.Exists(half));
    }

    /// <summary>The text comes before its record: a second program must not take it for a rest.</summary>
    [Fact]
    public async Task What_another_program_is_just_keeping_stays()
    {
        using var folder = new TemporaryFolder();
        using var first = Open(folder);
        await AddAsync(first, "a.md", "# Hours\nNine.");
        var second = await AddAsync(first, "b.md", "# Rent\nTen.");
        var user = Directory.EnumerateDirectories(folder.Path).Single();
        var (record, aside) = (Path.Combine(user, second.Id + ".json"), Path.Combine(folder.Path, "record"));
        File.SetLastWriteTimeUtc(Path.Combine(user, second.Id + ".text"), Now - TimeSpan.FromMinutes(59));
        File.Move(record, aside); // As it is between the two.
        using (var other = Open(folder))
        {
            Assert.Equal("a.md", Assert.Single(await other.ListAsync(Ann, Token)).Name);
        }

        File.Move(aside, record);
        using var again = Open(folder);
        Assert.Equal(2, (await again.ListAsync(Ann, Token)).Count);
        Assert.Equal("# Rent\nTen."u8.ToArray(), await again.ReadAsync(second.Id, Ann, Token));
    }

    [Fact]
    public async Task A_document_is_given_back_as_it_came_to_its_owner_alone()
    {
        using var folder = new TemporaryFolder();
        using var shelves = Open(folder);
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "# Stunden\r\nNeun bis f\u00fcnf."u8];
        var id = (await shelves.AddAsync("a.md", new MemoryStream(bytes), Ann, Token)).Id;
        Assert.Equal(bytes, await shelves.ReadAsync(id, Ann, Token));
        Assert.Null(await shelves.ReadAsync(id, Bob, Token));
        Assert.Null(await shelves.ReadAsync("../" + id, Ann, Token));
        await shelves.DeleteAsync(id, Ann, Token);
        Assert.Null(await shelves.ReadAsync(id, Ann, Token));
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private KnowledgeShelves Open(TemporaryFolder folder, ShelfOptions? options = null) =>
        new(folder.Path, new TextAnalyser(Synonyms.Default), options ?? new ShelfOptions(), time);

    private static Task<KnowledgeDocument> AddAsync(KnowledgeShelves shelves, string name, string text) =>
        shelves.AddAsync(name, new MemoryStream(Encoding.UTF8.GetBytes(text)), Ann, Token);

    private static string[] Holding(TemporaryFolder folder, string word) =>
        [.. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Where(f => Encoding.Latin1.GetString(Bytes(f)).Contains(word, StringComparison.OrdinalIgnoreCase))];

    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
