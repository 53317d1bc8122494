using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Core.Errors;
using LinlyTalker.Ears.Whisper.Tokens;

namespace LinlyTalker.Tests.Ears.Whisper.Tokens;

public class VocabularyTests
{
    private static readonly Vocabulary Small = SmallVocabulary.Make();

    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(8, 21);

    [Theory]
    [InlineData("hello the world")]
    [InlineData("naïve 你好 😀, isn't it?  \n two")]
    [InlineData("")]
    public void Text_comes_back_from_its_tokens(string text) => Assert.Equal(text, Small.Text(Small.Encode(text)));

    [Fact]
    public void Any_text_comes_back_from_its_tokens() =>
        Check.One(Seeded, Prop.ForAll(Gen.Elements("a", "he", "ll", "o", " ", "'s", "é", "好", "😀", "12", ".", "\n").ListOf().ToArbitrary(), parts =>
        {
            var text = string.Concat(parts);
            return Small.Text(Small.Encode(text)) == text;
        }));

    [Fact]
    public void What_was_learnt_first_is_joined_first()
    {
        // "he" before "ell": hello is he-l-l-o unless the longer ones can be reached, and they cannot.
        Assert.Equal("he|l|l|o", Pieces("hello"));
        Assert.Equal(" the", Pieces(" the"));
        Assert.Equal(" w|or|ld", Pieces(" world"));
    }

    [Fact]
    public void A_character_cut_in_half_is_left_out()
    {
        var half = Small.Encode("好").Take(2);
        Assert.Equal("a", Small.Text([.. Small.Encode("a"), .. half]));
    }

    [Theory]
    [InlineData("", "holds no tokens")]
    [InlineData("IQ== 0\nIg==", "line 2")]
    [InlineData("IQ== 0\nIg== x", "line 2")]
    [InlineData("IQ== 0\nIg== 0", "a second time")]
    [InlineData("IQ=! 0", "line 1")]
    [InlineData("IQ== 99999999", "line 1")]
    public void A_broken_list_is_told_with_its_line(string text, string told)
    {
        var error = Assert.Throws<ModelFormatException>(() => Vocabulary.Parse(Encoding.UTF8.GetBytes(text), "tokens.txt"));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Contains("tokens.txt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_list_is_read_or_refused()
    {
        var file = SmallVocabulary.File();
        Check.One(Seeded, Prop.ForAll(Gen.Choose(0, file.Length - 1).ToArbitrary(), Gen.Choose(0, 255).ToArbitrary(), (at, value) =>
        {
            byte[] damaged = [.. file];
            damaged[at] = (byte)value;
            try
            {
                return Vocabulary.Parse(damaged.AsSpan(0, damaged.Length - (value % 7)), "tokens.txt").Count > 0;
            }
            catch (ModelFormatException)
            {
                return true;
            }
        }));
    }

    private static string Pieces(string text) => string.Join('|', Small.Encode(text).Select(token => Small.Text([token])));
}
