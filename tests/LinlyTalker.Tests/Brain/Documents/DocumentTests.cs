using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Brain.Documents;

namespace LinlyTalker.Tests.Brain.Documents;

public class DocumentTests
{
    [Fact]
    public void A_Markdown_file_is_cut_at_its_headings()
    {
        var read = Read("a.md", """
            ---
            title: x
            ---
            Before any heading.

            # Shop
            <!-- a note -->
            ## Delivery *fast*
            Three days.

            - by post
            - by hand
            ### Abroad
            Ten days.
            ## Empty
            ## Code
            ```
            # not a heading
            ```
            """);
        Assert.Equal(["a", "Delivery fast", "Abroad", "Code"], read.Passages.Select(p => p.Heading));
        Assert.Equal("Three days.\n\n- by post\n- by hand", read.Passages[1].Answer);
        Assert.Equal(["", "Shop", "Shop › Delivery fast", "Shop"], read.Passages.Select(p => p.Context));
        Assert.Equal(7 + 1, read.Passages[1].Line);
        Assert.Equal("the section \"Empty\" is empty", Assert.Single(read.Problems).Message);
    }

    [Fact]
    public void A_long_section_becomes_a_passage_for_each_paragraph()
    {
        var paragraph = new string('x', 500);
        Assert.Equal(2, Read("a.md", $"# A\n\n{paragraph}\n\n{paragraph}\n").Passages.Count);
    }

    [Fact]
    public void A_table_gives_a_passage_for_each_row_with_its_ways_to_ask()
    {
        var read = Read("a.csv", "id;answer;question\n1;\"Yes; \"\"really\"\"\nevery day\";Are you open? | Open?\n;;\n2;;No answer?\n3;Only an answer;\n");
        var passage = Assert.Single(read.Passages);
        Assert.Equal(["Are you open?", "Open?"], passage.Questions);
        Assert.Equal("Yes; \"really\"\nevery day", passage.Answer);
        Assert.Equal([5, 6], read.Problems.Select(p => p.Line));
    }

    [Fact]
    public void Quotes_in_wrong_places_are_reported_with_their_line()
    {
        var read = Read("a.csv", "question,answer\nA 3\" pipe?,Yes\nWhy?,\"never closed\n");
        Assert.Equal(["Yes", "never closed"], read.Passages.Select(p => p.Answer));
        Assert.Equal([2, 3], read.Problems.Select(p => p.Line));
    }

    [Fact]
    public void A_table_without_the_two_columns_says_which_it_has() =>
        Assert.Contains("it has name, price", Assert.Single(Read("a.csv", "name,price\nx,1\n").Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void No_text_makes_a_reader_fail() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
        {
            var bytes = Encoding.UTF8.GetBytes((text ?? "").Replace("a", "#\n\"", StringComparison.Ordinal));
            return new KnowledgeFile("a.md", "").Read(bytes) is not null && new KnowledgeFile("a.csv", "").Read(bytes) is not null;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_bytes_make_a_reader_fail() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
            new KnowledgeFile("a.md", "").Read(bytes) is not null && new KnowledgeFile("a.csv", "").Read(bytes) is not null)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Deep_nesting_is_bounded()
    {
        var read = Read("a.md", "# A\n\n" + new string('>', 200_000) + new string('[', 200_000) + " x");
        Assert.NotEmpty(read.Passages);
    }

    private static DocumentContent Read(string name, string text) => new KnowledgeFile(name, name).Read(Encoding.UTF8.GetBytes(text));
}
