using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Core.Errors;
using LinlyTalker.Language.Pronunciation;

namespace LinlyTalker.Tests.Language.Pronunciation;

public class LexiconTests
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithReplay(7, 7).WithMaxTest(300);

    [Fact]
    public void Variants_belong_to_their_word_in_order()
    {
        var lexicon = Read(";;; a comment\nread R IY D\nread(2) R EH D\n\n(paren P AH R EH N\n");

        Assert.Equal(["R IY D", "R EH D"], lexicon.Find("read"));
        Assert.Equal(["P AH R EH N"], lexicon.Find("(paren"));
        Assert.Empty(lexicon.Find("unknown"));
    }

    [Fact]
    public void A_word_without_phones_is_named_with_its_line()
    {
        var error = Assert.Throws<ModelFormatException>(() => Read("a AH\nlonely\n"));
        Assert.Contains("test, line 2: 'lonely'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_names_the_command_that_fetches_it()
    {
        var error = Assert.Throws<ModelMissingException>(() => Lexicon.Open("no/such.dict"));
        Assert.Contains("linly models pull", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_read_or_refused_in_words() => Prop.ForAll<string>(text =>
    {
        try
        {
            Read(text ?? "");
        }
        catch (ModelFormatException)
        {
        }
    }).Check(Seeded);

    [Fact]
    public void What_is_written_is_found_again() => Prop.ForAll(
        Gen.Elements("ab", "cd", "ef").SelectMany(w => Gen.Elements("AH", "B", "IY").NonEmptyListOf().Select(p => (Word: w, Phones: string.Join(' ', p)))).ArrayOf().ToArbitrary(),
        entries =>
        {
            var lexicon = Read(string.Join('\n', entries.Select(e => $"{e.Word}\t{e.Phones}  ")));
            foreach (var group in entries.GroupBy(e => e.Word))
            {
                Assert.Equal(group.Select(e => e.Phones), lexicon.Find(group.Key));
            }
        }).Check(Seeded);

    private static Lexicon Read(string text) => Lexicon.Read(new StringReader(text), "test");
}
