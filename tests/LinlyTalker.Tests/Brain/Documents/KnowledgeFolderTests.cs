using System.Text;
using LinlyTalker.Brain.Documents;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Tests.Brain.Documents;

public sealed class KnowledgeFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Markdown_and_tables_are_found_in_order_and_nothing_else()
    {
        folder.Write("b.md", "# B");
        folder.Write("a/c.csv", "question,answer");
        folder.Write(".hidden.md", "# Hidden");
        folder.Write("photo.png", "x");
        Assert.Equal(["a/c.csv", "b.md"], KnowledgeFolder.Open(folder.Path).Files.Select(f => f.Name));
    }

    [Fact]
    public void A_link_that_leads_out_is_refused_and_one_inside_is_followed()
    {
        using var outside = new TemporaryFolder();
        File.CreateSymbolicLink(Path.Combine(folder.Path, "secret.md"), outside.Write("secret.md", "# Secret"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "away"), outside.Path);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "inside.md"), folder.Write("real.md", "# Real"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "nowhere.md"), Path.Combine(folder.Path, "gone.md"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "round"), folder.Path);
        var opened = KnowledgeFolder.Open(folder.Path);
        Assert.Equal(["inside.md", "real.md"], opened.Files.Select(f => f.Name));
        Assert.Contains(opened.Problems, p => p.File == "secret.md" && p.Message.Contains("leads out", StringComparison.Ordinal));
        Assert.Contains(opened.Problems, p => p.File == "nowhere.md" && p.Message.Contains("nothing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_folder_and_a_file_are_named()
    {
        Assert.Contains("does not exist", Assert.Throws<InputException>(() => KnowledgeFolder.Open(folder.Path + "/none")).Message, StringComparison.Ordinal);
        var file = folder.Write("a.md", "# A");
        Assert.Contains("is a file", Assert.Throws<InputException>(() => KnowledgeFolder.Open(file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("GB18030")]
    public void Text_in_the_encodings_of_editors_and_spreadsheets_is_read(string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes("问题,答案\n怎么退货？,三十天内可以退货。\n")];
        var passage = Assert.Single(Read("表.csv", bytes).Passages);
        Assert.Equal("三十天内可以退货。", passage.Answer);
        Assert.Equal(2, passage.Line);
    }

    [Fact]
    public void Binary_and_unknown_encodings_are_reported_not_guessed()
    {
        Assert.Contains("not a text file", Problem("a.md", [0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), StringComparison.Ordinal);
        Assert.Contains("unknown encoding", Problem("b.md", [0x43, 0x61, 0x66, 0xe9, 0x20, 0xff, 0xfe]), StringComparison.Ordinal);

        static string Problem(string name, byte[] bytes) => Assert.Single(Read(name, bytes).Problems).Message;
    }

    public void Dispose() => folder.Dispose();

    private static DocumentContent Read(string name, byte[] bytes) => new KnowledgeFile(name, name).Read(bytes);
}
