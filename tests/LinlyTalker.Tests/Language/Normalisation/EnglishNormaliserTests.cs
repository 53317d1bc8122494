using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Language.Normalisation;
using LinlyTalker.Language.Normalisation.English;

namespace LinlyTalker.Tests.Language.Normalisation;

public class EnglishNormaliserTests
{
    private static readonly EnglishNormaliser Normaliser = new();

    [Theory]
    // Numbers
    [InlineData("I have 0 or 7 apples.", "I have zero or seven apples.")]
    [InlineData("1,234,567 people", "one million two hundred thirty four thousand five hundred sixty seven people")]
    [InlineData("Pi is 3.14.", "Pi is three point one four.")]
    [InlineData("0.05 and .5", "zero point zero five and zero point five")]
    [InlineData("-5 and −3.2", "minus five and minus three point two")]
    [InlineData("It was 100", "It was one hundred")]
    [InlineData("the 1st, 2nd, 3rd, 12th, 20th, 21st, 100th", "the first, second, third, twelfth, twentieth, twenty first, one hundredth")]
    [InlineData("1/2 cup, 3/4 inch, 2/3, 1 1/2 miles", "one half cup, three quarters inch, two thirds, one and one half miles")]
    [InlineData("½ or 2½", "one half or two and one half")]
    [InlineData("open 24/7", "open twenty four seven")]
    [InlineData("10-20 or 3–5", "ten to twenty or three to five")]
    [InlineData("pages 10-20%", "pages ten to twenty percent")]
    [InlineData("Version 2.0.1 is out", "Version two point zero point one is out")]
    [InlineData("127.0.0.1", "one hundred twenty seven dot zero dot zero dot one")]
    [InlineData("order 12345678901", "order one two three four, five six seven eight, nine zero one")]
    [InlineData("agent 007", "agent zero zero seven")]
    [InlineData("12345", "twelve thousand three hundred forty five")]
    // Years and dates
    [InlineData("in 1999, 2007, 2024 and 1905", "in nineteen ninety nine, two thousand seven, twenty twenty four and nineteen oh five")]
    [InlineData("1800 and 2000", "eighteen hundred and two thousand")]
    [InlineData("1990-1995", "nineteen ninety to nineteen ninety five")]
    [InlineData("the 1980s and the '90s", "the nineteen eighties and the nineties")]
    [InlineData("2024-03-05", "March fifth twenty twenty four")]
    [InlineData("3/5/2024", "March fifth twenty twenty four")]
    [InlineData("25/12/2023", "December twenty fifth twenty twenty three")]
    [InlineData("March 5, 2024 was", "March fifth twenty twenty four was")]
    [InlineData("on March 5th.", "on March fifth.")]
    [InlineData("5 March 2024", "the fifth of March twenty twenty four")]
    [InlineData("the 4th of July", "the fourth of July")]
    [InlineData("24.12.2023 or 1.2.33", "December twenty fourth twenty twenty three or one point two point thirty three")]
    [InlineData("since Jan. 2020", "since January twenty twenty")]
    [InlineData("Sept. 3", "September third")]
    [InlineData("I may 5 times", "I may five times")]
    // Times
    [InlineData("at 5:30 p.m. today", "at five thirty p m today")]
    [InlineData("at 5:30 pm.", "at five thirty p m.")]
    [InlineData("5 p.m.", "five p m.")]
    [InlineData("9am to 5PM", "nine ay m to five p m")]
    [InlineData("12:05", "twelve oh five")]
    [InlineData("17:00 or 5:00", "seventeen hundred or five o'clock")]
    [InlineData("9:00 AM", "nine ay m")]
    [InlineData("at 10:15:30", "at ten fifteen and thirty seconds")]
    // Money
    [InlineData("$5", "five dollars")]
    [InlineData("$1", "one dollar")]
    [InlineData("$19.99", "nineteen dollars and ninety nine cents")]
    [InlineData("$0.01", "one cent")]
    [InlineData("$1,234.50", "one thousand two hundred thirty four dollars and fifty cents")]
    [InlineData("$2.5 million", "two point five million dollars")]
    [InlineData("€10, £3.50, ¥100", "ten euros, three pounds and fifty pence, one hundred yuan")]
    [InlineData("$5k and 20 USD", "five thousand dollars and twenty dollars")]
    [InlineData("5€.", "five euros.")]
    [InlineData("costs 30 dollars", "costs thirty dollars")]
    // Units
    [InlineData("5 km and 1 km", "five kilometers and one kilometer")]
    [InlineData("60 km/h", "sixty kilometers per hour")]
    [InlineData("70kg, 6 ft, 2.5 GHz", "seventy kilograms, six feet, two point five gigahertz")]
    [InlineData("16GB of RAM", "sixteen gigabytes of ram")]
    [InlineData("50%, 3.5 %", "fifty percent, three point five percent")]
    [InlineData("-5°C, 1°", "minus five degrees Celsius, one degree")]
    [InlineData("100 m²", "one hundred square meters")]
    [InlineData("2 m long", "two meters long")]
    [InlineData("5 in the box", "five in the box")]
    [InlineData("25 fps", "twenty five frames per second")]
    // Phone numbers
    [InlineData("call 555-123-4567", "call five five five, one two three, four five six seven")]
    [InlineData("(555) 123-4567", "five five five, one two three, four five six seven")]
    [InlineData("+1 555 123 4567", "plus one, five five five, one two three, four five six seven")]
    [InlineData("555-1234", "five five five, one two three four")]
    // Addresses
    [InlineData("info@example.com", "info at example dot com")]
    [InlineData("See https://www.example.org/docs/start.html?x=1.", "See w w w dot example dot org slash docs slash start dot h t m l.")]
    [InlineData("visit example.com.", "visit example dot com.")]
    [InlineData("README.md", "readme dot m d")]
    [InlineData("a_b-c@x-y.co.uk", "ay underscore b dash c at x dash y dot co dot u k")]
    // Abbreviations
    [InlineData("Dr. Li and Mrs. Wang", "doctor Li and missus Wang")]
    [InlineData("Prof. Smith vs. Mr. Jones", "professor Smith versus mister Jones")]
    [InlineData("St. John lives on Main St.", "saint John lives on Main street.")]
    [InlineData("e.g. this, i.e. that", "for example this, that is that")]
    [InlineData("apples, etc.", "apples, et cetera.")]
    [InlineData("No. 5 and Fig. 3 on p. 7", "number five and figure three on page seven")]
    [InlineData("No. That is it.", "No. That is it.")]
    [InlineData("the U.S. Senate", "the u s Senate")]
    [InlineData("in the U.S.", "in the u s.")]
    [InlineData("J. R. Smith", "j r Smith")]
    [InlineData("w/ or w/o sugar", "with or without sugar")]
    [InlineData("OK, ok", "okay, okay")]
    // Roman numerals
    [InlineData("Chapter IV", "Chapter four")]
    [InlineData("King Henry VIII", "King Henry the eighth")]
    [InlineData("World War II", "World War two")]
    [InlineData("I am in", "I am in")]
    [InlineData("Paul I am", "Paul I am")]
    // Acronyms and names
    [InlineData("NASA and the FBI", "nasa and the f b i")]
    [InlineData("1/4੨ and ३ km", "one forty second and three kilometers")]
    [InlineData("WELCOME TO THE MACHINE!", "welcome to the machine!")]
    [InlineData("AI APIs", "ay i ay p i's")]
    [InlineData("LinlyTalker uses GPT4", "Linly Talker uses g p t four")]
    [InlineData("an mp4 and H2O", "an m p four and h two o")]
    [InlineData("HELLO WORLD", "hello world")]
    [InlineData("C# and C++ in .NET", "c sharp and c plus plus in dot net")]
    [InlineData("it's O'Brien’s", "it's O'Brien's")]
    // Signs
    [InlineData("A & B", "A and B")]
    [InlineData("2 + 2 = 4", "two plus two equals four")]
    [InlineData("5 - 3", "five to three")]
    [InlineData("3 × 4, 3 * 4", "three times four, three times four")]
    [InlineData("#1 #tag", "number one hashtag tag")]
    [InlineData("~5", "about five")]
    [InlineData("yes (maybe) — no…", "yes, maybe, no,")]
    [InlineData("Really?! Yes!!! Wait...", "Really? Yes! Wait.")]
    [InlineData("café naïve Zoë Straße", "cafe naive Zoe Strasse")]
    [InlineData("the angle α", "the angle alpha")]
    [InlineData("well-known twenty-one", "well known twenty one")]
    [InlineData("\"Quoted,\" he said", "Quoted, he said")]
    [InlineData("**bold** _it_ `code`", "bold it code")]
    // Nothing to say
    [InlineData("😀👍🏽", "")]
    [InlineData("...!?", "")]
    [InlineData("你好", "")]
    [InlineData("", "")]
    [InlineData("\u0007 \uD83D \uDE00", "")]
    [InlineData("Hi 😀 there 你好.", "Hi there.")]
    public void Text_is_said_as_an_English_reader_says_it(string text, string spoken) => Assert.Equal(spoken, Say(text));

    [Theory]
    [InlineData(0, "zero", "zeroth")]
    [InlineData(19, "nineteen", "nineteenth")]
    [InlineData(80, "eighty", "eightieth")]
    [InlineData(101, "one hundred one", "one hundred first")]
    [InlineData(1_000_000, "one million", "one millionth")]
    [InlineData(9_007_199_254_740_993, "nine quadrillion seven trillion one hundred ninety nine billion two hundred fifty four million seven hundred forty thousand nine hundred ninety three", "nine quadrillion seven trillion one hundred ninety nine billion two hundred fifty four million seven hundred forty thousand nine hundred ninety third")]
    public void Numbers_have_their_words(long value, string cardinal, string ordinal)
    {
        Assert.Equal(cardinal, NumberWords.Cardinal(value));
        Assert.Equal(ordinal, NumberWords.Ordinal(value));
    }

    [Fact]
    public void Words_point_back_to_what_they_stand_for()
    {
        const string Text = "On March 5, 2024 I paid $19.99 to Dr. Li for 😀 fun.";
        var words = Normaliser.Normalise(Text);
        string Sources(string spoken) => words.First(w => w.Text == spoken).Source.Of(Text);
        Assert.Equal("March 5, 2024", Sources("fifth"));
        Assert.Equal("$19.99", Sources("cents"));
        Assert.Equal("Dr.", Sources("doctor"));
        Assert.Equal("Li", Sources("Li"));
        Assert.Equal("fun", Sources("fun"));
    }

    [Fact]
    public void Any_text_gives_plain_words_whose_ranges_rise_and_lie_within_it()
    {
        var parts = Gen.Elements(
            "a", "A", "1", "23", ".", ",", "-", "/", ":", " ", "\n", "$", "€", "%", "@", "www.", "http://", "km", "st", "é", "ß", "你",
            "😀", "\uD83D", "\uDE00", "\0", "\u200B", "'", "’", "(", "#", "+", "½", "March ", "p.m.", "IV", "Chapter ", "U.S.", "π", "و");
        foreach (var text in Gen.ListOf(parts).Sample(1000, new Rnd(11), 30).Select(p => string.Concat(p)))
        {
            var at = 0;
            foreach (var word in Normaliser.Normalise(text))
            {
                Assert.Matches("^[A-Za-z']{1,40}$", word.Text);
                Assert.InRange(word.Source.Start, at, text.Length);
                Assert.InRange(word.Source.Length, 1, text.Length - word.Source.Start);
                Assert.Contains(word.Mark, "\0,.?!;:");
                at = word.Source.Start;
            }
        }
    }

    [Theory(Timeout = 20000)]
    [InlineData("1")]
    [InlineData("a.")]
    [InlineData("1-")]
    [InlineData("1,")]
    [InlineData("a/")]
    [InlineData("(1)")]
    [InlineData("+1 ")]
    [InlineData("www.")]
    [InlineData("X")]
    [InlineData("\uD83D")]
    [InlineData("1.")]
    public Task Twenty_thousand_hostile_characters_are_read_in_linear_time(string part) => Task.Run(
        () => Assert.NotNull(Normaliser.Normalise(string.Concat(Enumerable.Repeat(part, 20_000 / part.Length)))),
        TestContext.Current.CancellationToken);

    [Fact]
    public void Cleaning_keeps_every_character_in_its_place()
    {
        const string Text = "**Hé** 😀你好\u0007\uD83D!\u200B ok";
        var clean = SpeakableText.Clean(Text);
        Assert.Equal("  Hé     你好  !  ok", clean);
        Assert.Equal(Text.Length, clean.Length);
        Assert.True(SpeakableText.HasWords("你"));
        Assert.False(SpeakableText.HasWords("😀…!\uD83D"));
    }

    private static string Say(string text)
    {
        var result = new StringBuilder();
        foreach (var word in Normaliser.Normalise(text))
        {
            result.Append(result.Length > 0 ? " " : "").Append(word.Text).Append(word.Mark == '\0' ? "" : word.Mark);
        }

        return result.ToString();
    }
}
