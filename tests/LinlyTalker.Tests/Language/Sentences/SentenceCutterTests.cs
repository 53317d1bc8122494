using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Core.Flow;
using LinlyTalker.Language.Sentences;

namespace LinlyTalker.Tests.Language.Sentences;

public class SentenceCutterTests
{
    [Theory]
    [InlineData("Hello there. How are you? Fine!", "Hello there. |How are you? |Fine!")]
    [InlineData("Pi is 3.14 and e is 2.718. Good.", "Pi is 3.14 and e is 2.718. |Good.")]
    [InlineData("I met Dr. Li and Mrs. Wang. They left.", "I met Dr. Li and Mrs. Wang. |They left.")]
    [InlineData("The U.S. Senate met. It voted.", "The U.S. Senate met. |It voted.")]
    [InlineData("She lives in the U.S. The weather is fine.", "She lives in the U.S. |The weather is fine.")]
    [InlineData("See https://example.org/a.b?q=1!x. Then go.", "See https://example.org/a.b?q=1!x. |Then go.")]
    [InlineData("Write to info@example.com. Thanks.", "Write to info@example.com. |Thanks.")]
    [InlineData("At 5:30 p.m. we meet. At 6 p.m. I leave.", "At 5:30 p.m. we meet. |At 6 p.m. I leave.")]
    [InlineData("It costs $1,234.56. Cheap!", "It costs $1,234.56. |Cheap!")]
    [InlineData("Well... maybe. Yes... Now go.", "Well... maybe. |Yes... |Now go.")]
    [InlineData("He said \"Stop. Go now.\" and left. I stayed.", "He said \"Stop. Go now.\" and left. |I stayed.")]
    [InlineData("(See Fig. 3. It is small.) Next one.", "(See Fig. 3. It is small.) |Next one.")]
    [InlineData("\"Really?\" he asked. \"Yes.\" She nodded.", "\"Really?\" he asked. |\"Yes.\" |She nodded.")]
    [InlineData("By J. R. Smith and co. Published in 1990. End", "By J. R. Smith and co. |Published in 1990. |End")]
    [InlineData("It has vitamin C. It is good.", "It has vitamin C. |It is good.")]
    [InlineData("Items, e.g. apples, i.e. fruit, etc. are here. Ok.", "Items, e.g. apples, i.e. fruit, etc. are here. |Ok.")]
    [InlineData("1. Open it. 2. Close it.", "1. Open it. |2. Close it.")]
    [InlineData("Do this:\n- one\n- two\nDone.", "Do this:\n|- one\n|- two\nDone.")]
    [InlineData("Title\n\nText here.", "Title\n|\nText here.")]
    [InlineData("a line\nthat goes on. End.", "a line\nthat goes on. |End.")]
    [InlineData("What?! No way!!! Ok.", "What?! |No way!!! |Ok.")]
    [InlineData("No. 5 is alive. No. That is wrong.", "No. 5 is alive. |No. |That is wrong.")]
    [InlineData("你好。我是小李！你呢？很好；再见……", "你好。|我是小李！|你呢？|很好；|再见……")]
    [InlineData("他说：“你好。我走了。”然后走了。再见。", "他说：“你好。我走了。”|然后走了。|再见。")]
    [InlineData("圆周率是3.14。版本是v2.0.1！", "圆周率是3.14。|版本是v2.0.1！")]
    [InlineData("嗯……我想想。好", "嗯……|我想想。|好")]
    [InlineData("他很好。Then he left. 好的。", "他很好。|Then he left. |好的。")]
    [InlineData("नमस्ते। आप कैसे हैं?", "नमस्ते। |आप कैसे हैं?")]
    [InlineData("Visit example.com. Ok", "Visit example.com. |Ok")]
    [InlineData("Version 2.0. Next", "Version 2.0. |Next")]
    [InlineData("It is 6\" long. Yes.", "It is 6\" long. |Yes.")]
    [InlineData("Open (never closed. " + Long + " Then. Ok", "Open (never closed. " + Long + " Then. |Ok")]
    [InlineData("   ", "   ")]
    [InlineData("...", "...")]
    public async Task Sentences_end_where_a_reader_would_end_them(string text, string expected)
    {
        var whole = await Cut([text]);
        Assert.Equal(expected, string.Join('|', whole.Select(s => s.Text)));
        var letters = await Cut(text.Select(c => c.ToString()));
        Assert.Equal(whole.Select(s => s.Text), letters.Select(s => s.Text));
    }

    private const string Long =
        "It goes on without any sign for much longer than a remark in brackets would, and so the bracket that was " +
        "opened long before is taken for what it is, a slip of the writer who forgot about it";

    [Fact]
    public async Task Ordinals_with_a_stop_are_not_cut_in_languages_that_write_them()
    {
        Assert.Equal(["Am 3. Mai war es so. ", "Gut."], Texts(await Cut(["Am 3. Mai war es so. Gut."], "de")));
        Assert.Equal(["We sold 30. ", "Good."], Texts(await Cut(["We sold 30. Good."])));
    }

    [Fact]
    public async Task A_sentence_leaves_before_the_next_word_comes()
    {
        var seen = new List<string>();
        var asked = new List<int>();
        async IAsyncEnumerable<ReplyPiece> Pieces()
        {
            foreach (var word in new[] { "Hello", " there.", " ", "How", " are you" })
            {
                asked.Add(seen.Count);
                yield return Piece(word);
                await Task.Yield();
            }
        }

        await foreach (var s in new SentenceCutter().CutAsync(Pieces(), TestContext.Current.CancellationToken))
        {
            seen.Add(s.Text);
        }

        Assert.Equal([0, 0, 0, 1, 1], asked);
        Assert.Equal(["Hello there. ", "How are you"], seen);
    }

    [Fact]
    public async Task Texts_joined_are_the_pieces_joined_however_they_are_cut()
    {
        var letters = Gen.Elements(
            "a", "B", " ", ". ", ".", "3", "...", "Dr.", " U.S. ", "\n", "\n\n", "- ", "\"", "(", ")", "“", "”", "。", "好", "！",
            "……", ", ", "https://a.b/c", "😀", "\uD83D", "\uDE00", "\0", "e.g.", "5:30", "*", "No. ");
        var gen = Gen.ListOf(letters).Select(l => l.ToList());
        foreach (var parts in gen.Sample(400, new Rnd(7), 60))
        {
            var text = string.Concat(parts);
            var pieces = await Cut(parts);
            var whole = await Cut([text]);
            Assert.Equal(text, string.Concat(Texts(pieces)));
            Assert.Equal(text, string.Concat(pieces.Select(s => s.Spoken)));
            Assert.Equal(Texts(whole), Texts(pieces));
            Assert.Equal(Enumerable.Range(0, pieces.Count), pieces.Select(s => s.Index));
        }
    }

    [Fact]
    public async Task An_over_long_sentence_is_parted_at_a_clause_and_never_inside_a_number()
    {
        var text = string.Concat(Enumerable.Repeat("a rather long clause with 1,000 words in it, ", 40)) + "end.";
        var sentences = await Cut([text]);
        Assert.Equal(text, string.Concat(Texts(sentences)));
        Assert.All(sentences, s => Assert.InRange(s.Text.Length, 1, 240));
        Assert.All(sentences.SkipLast(1), s => Assert.EndsWith(", ", s.Text, StringComparison.Ordinal));

        var chinese = await Cut([string.Concat(Enumerable.Repeat("这是一个很长的句子，", 30))]);
        Assert.All(chinese, s => Assert.InRange(s.Text.Length, 1, 80));
        Assert.All(chinese, s => Assert.EndsWith("，", s.Text, StringComparison.Ordinal));
    }

    [Theory(Timeout = 20000)]
    [InlineData("x")]
    [InlineData("😀")]
    [InlineData("a. ")]
    [InlineData(".")]
    [InlineData("(")]
    [InlineData("word ")]
    [InlineData("\n")]
    [InlineData("12")]
    [InlineData("No. ")]
    public async Task A_hundred_thousand_characters_are_cut_in_linear_time(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 100_000 / part.Length));
        var sentences = await Cut([text]);
        Assert.Equal(text, string.Concat(Texts(sentences)));
        var pieces = await Cut(Enumerable.Repeat(part, 100_000 / part.Length));
        Assert.Equal(Texts(sentences), Texts(pieces));
    }

    [Fact]
    public async Task Shown_text_follows_the_said_text_through_markdown()
    {
        var sentences = await Cut(
        [
            new ReplyPiece { Text = "**Yes.** See [docs](http://x.y/z.html). ", Spoken = "Yes. See docs. ", Language = "en" },
            new ReplyPiece { Text = "![picture](p.png) ", Spoken = "", Language = "en" },
            new ReplyPiece { Text = "Bye.", Language = "en" },
        ]);
        Assert.Equal(["Yes. ", "See docs. ", "Bye."], sentences.Select(s => s.Spoken));
        Assert.Equal("**Yes.** See [docs](http://x.y/z.html). ![picture](p.png) Bye.", string.Concat(Texts(sentences)));
        Assert.StartsWith("**Yes.**", sentences[0].Text, StringComparison.Ordinal);
        Assert.Contains("docs", sentences[1].Text, StringComparison.Ordinal);
        Assert.EndsWith("Bye.", sentences[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_only_shown_becomes_a_sentence_with_nothing_to_say()
    {
        var only = await Cut([new ReplyPiece { Text = "👍", Spoken = "", Language = "en" }]);
        var sentence = Assert.Single(only);
        Assert.Equal(("👍", ""), (sentence.Text, sentence.Spoken));
        Assert.Empty(await Cut(Array.Empty<ReplyPiece>()));
    }

    [Fact]
    public async Task Sources_and_marks_go_with_the_words_they_stand_on()
    {
        var source = new Source("a.md", "A");
        var mark = new SpeechMark(MarkKind.Emphasis, "", new TextRange(4, 7));
        var sentences = await Cut(
        [
            new ReplyPiece { Text = "One. Two", Language = "en", Sources = [source], Marks = [mark] },
            new ReplyPiece { Text = " three. ", Language = "en" },
            new ReplyPiece { Text = "Four.", Language = "en", Sources = [new Source("b.md", "B")] },
        ]);
        Assert.Equal(["One. ", "Two three. ", "Four."], Texts(sentences));
        Assert.Equal([source], sentences[0].Sources);
        Assert.Equal([source], sentences[1].Sources);
        Assert.Equal("b.md", Assert.Single(sentences[2].Sources).File);
        Assert.Equal(new TextRange(4, 1), Assert.Single(sentences[0].Marks).Range);
        Assert.Equal("Two", Assert.Single(sentences[1].Marks).Range.Of(sentences[1].Spoken));
    }

    private static ReplyPiece Piece(string text, string language = "en") => new() { Text = text, Language = language };

    private static IEnumerable<string> Texts(IEnumerable<Sentence> sentences) => sentences.Select(s => s.Text);

    private static Task<List<Sentence>> Cut(IEnumerable<string> pieces, string language = "en") =>
        Cut(pieces.Select(p => Piece(p, language)));

    private static async Task<List<Sentence>> Cut(IEnumerable<ReplyPiece> pieces)
    {
        var list = new List<Sentence>();
        await foreach (var s in new SentenceCutter().CutAsync(pieces.ToAsyncEnumerable(), TestContext.Current.CancellationToken))
        {
            list.Add(s);
        }

        return list;
    }
}
