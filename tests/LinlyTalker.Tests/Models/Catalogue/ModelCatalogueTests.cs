using System.Text;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Catalogue;

namespace LinlyTalker.Tests.Models.Catalogue;

public sealed class ModelCatalogueTests
{
    [Fact]
    public void The_catalogue_that_ships_can_be_read_and_pins_every_embedded_file()
    {
        var catalogue = ModelCatalogue.Shipped;
        var embedded = catalogue.Select(["embedded"]);

        Assert.Equal(
            ["silero-vad", "face-detector", "face-mesh", "iris", "face-emotion", "super-resolution-x2", "pocketsphinx-en-us", "gcin-syllables", "pinyin-dictionary", "portrait-hopper", "portrait-astronaut"],
            embedded.Select(entry => entry.Name));
        Assert.All(embedded, entry => Assert.True(entry.IsPinned, entry.Name));
        Assert.All(catalogue.Select(["tests"]), entry => Assert.True(entry.IsPinned, entry.Name));
        Assert.All(catalogue.Entries, entry => Assert.True(entry.Size > 0, entry.Name));
    }

    [Theory]
    [InlineData("small", "whisper", "smart-turn", "piper", "gguf")]
    [InlineData("standard", "whisper", "smart-turn", "piper", "gtcrn", "gguf")]
    [InlineData("standard-zh", "sense-voice", "vits", "gtcrn", "gguf")]
    [InlineData("large", "whisper", "smart-turn", "piper", "gtcrn", "gguf")]
    public void A_set_has_what_its_profile_needs(string set, params string[] families) =>
        Assert.Equal(families, ModelCatalogue.Shipped.Select([set]).Select(entry => entry.Family));

    [Fact]
    public void Works_whose_licence_asks_for_a_credit_have_one() =>
        Assert.All(
            ModelCatalogue.Shipped.Entries.Where(entry => entry.Licence.StartsWith("CC-BY", StringComparison.Ordinal)),
            entry => Assert.False(string.IsNullOrEmpty(entry.Credit)));

    [Fact]
    public void Names_and_sets_select_each_entry_once_in_the_catalogues_order()
    {
        var names = ModelCatalogue.Shipped.Select(["tests", "iris", "recordings-en"]).Select(entry => entry.Name);

        Assert.Equal(["iris", "recordings-en", "recordings-librivox"], names);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_nearest()
    {
        var fault = Assert.Throws<InputException>(() => ModelCatalogue.Shipped.Select(["whisper"]));

        Assert.Contains("did you mean whisper-tiny.en", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "not a model catalogue")]
    [InlineData("null", "is not an object")]
    [InlineData("""{"format":2,"models":[]}""", "update LinlyTalker")]
    [InlineData("""{"format":1,"models":[null]}""", "models[0] is not an object")]
    [InlineData("""{"format":1,"models":[],"more":1}""", "not a model catalogue")]
    public void What_is_no_catalogue_is_refused(string text, string words) =>
        Assert.Contains(words, Refusal(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"name\":\"a\"", "\"name\":\"../a\"", "its name")]
    [InlineData("\"package\":\"p\"", "\"package\":\"--registry=x\"", "not well formed")]
    [InlineData("\"package\":\"p\"", "\"package\":\"p;reboot\"", "not well formed")]
    [InlineData("\"version\":\"1.0.0\"", "\"version\":\"latest\"", "not well formed")]
    [InlineData("\"kind\":\"npm\"", "\"kind\":\"ftp\"", "not a model catalogue")]
    [InlineData("\"from\":\"f\"", "\"from\":\"../f\"", "leads out")]
    [InlineData("\"to\":\"f\"", "\"to\":\"/etc/passwd\"", "is absolute")]
    [InlineData("\"to\":\"f\"", "\"to\":\".\"", "leads out")]
    [InlineData("\"size\":1", "\"size\":-1", "negative")]
    [InlineData("\"size\":1", "\"unpack\":\"zip\"", "not known")]
    [InlineData("\"size\":1", "\"sha256\":\"AB\"", "sha256")]
    public void One_wrong_value_is_named(string good, string bad, string words)
    {
        const string Entry = """{"format":1,"models":[{"name":"a","kind":"k","version":"1","about":"x","licence":"MIT","sets":[],"parts":[{"sources":[{"kind":"npm","package":"p","version":"1.0.0"}],"files":[{"from":"f","to":"f","size":1}]}]}]}""";
        Assert.Single(Read(Entry).Entries);

        Assert.Contains(words, Refusal(Entry.Replace(good, bad, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static ModelCatalogue Read(string text) => ModelCatalogue.Read(Encoding.UTF8.GetBytes(text), "test.json");

    private static string Refusal(string text) => Assert.Throws<ModelFormatException>(() => Read(text)).Message;
}
