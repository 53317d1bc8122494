using LinlyTalker.Cli.Composition;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Turns;

namespace LinlyTalker.Tests.Cli;

public sealed class SettingsReaderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("linly-settings-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Without_a_file_and_variables_the_defaults_stand() =>
        Assert.Equal(new Settings(), Read());

    [Fact]
    public void The_environment_stands_over_the_file()
    {
        Write("""{ "voice": "rms", "size": 256, /* a word */ "label": false, }""");

        var settings = Read(("LINLY_VOICE", "slt"));

        Assert.Equal(("slt", 256, false), (settings.Voice, settings.Size, settings.Label));
    }

    [Fact]
    public void A_named_file_is_read_instead_of_the_folders_own()
    {
        Write("""{ "voice": "rms" }""");
        var other = Path.Combine(folder.FullName, "other.json");
        File.WriteAllText(other, """{ "voice": "gcin" }""");

        Assert.Equal("gcin", Read(("LINLY_CONFIG", other)).Voice);
    }

    [Fact]
    public void A_fault_in_the_file_is_told_with_its_line()
    {
        Write("{\n  \"voice\": \"slt\",\n  \"sizee\": 512\n}");

        var fault = Assert.Throws<InputException>(() => Read());

        Assert.Contains("linly.json, line", fault.Message, StringComparison.Ordinal);
        Assert.Contains("sizee", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void How_long_is_waited_can_be_set_one_silence_at_a_time()
    {
        Write("""{ "turns": { "incomplete": 1.2, "question": 0.4 } }""");

        var turns = Read().Turns.Over(new TurnOptions());

        Assert.Equal(new TurnOptions().CompleteSilence, turns.CompleteSilence);
        Assert.Equal((1200, 400), (turns.IncompleteSilence.TotalMilliseconds, turns.QuestionSilence.TotalMilliseconds));
    }

    [Theory]
    [InlineData("""{ "turns": { "incomplete": 0 } }""", "turns.incomplete is 0 s; 0.2 to 10 s")]
    [InlineData("""{ "turns": { "doubtful": 60 } }""", "turns.doubtful is 60 s")]
    [InlineData("""{ "turns": { "maybe": 1 } }""", "there is no setting maybe; known are question, complete, unknown, doubtful, incomplete")]
    [InlineData("""{ "turns": null }""", "turns is null")]
    public void Silences_that_cannot_be_meant_are_refused(string json, string told)
    {
        Write(json);
        Assert.Contains(told, Assert.Throws<InputException>(() => Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_kept_of_films_can_be_set_one_by_one()
    {
        Write("""{ "films": { "gigabytes": 0.5 } }""");

        Assert.Equal((30, 0.5), (Read().Films.Days, Read().Films.Gigabytes));
    }

    [Theory]
    [InlineData("""{ "films": { "days": 0 } }""", "films.days is 0")]
    [InlineData("""{ "films": { "gigabytes": -1 } }""", "films.gigabytes is -1; films can take 0.1 to 100000 GB")]
    [InlineData("""{ "films": { "hours": 3 } }""", "there is no setting hours; known are days, gigabytes")]
    [InlineData("""{ "films": { "days": "many" } }""", "the value of films.days is of the wrong kind")]
    [InlineData("""{ "films": null }""", "films is null; give it a value, or leave it out")]
    public void What_cannot_be_kept_of_films_is_refused(string json, string told)
    {
        Write(json);
        Assert.Contains(told, Assert.Throws<InputException>(() => Read()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("voice")]
    [InlineData("portrait")]
    [InlineData("knowledge")]
    [InlineData("persona")]
    [InlineData("profile")]
    [InlineData("recogniser")]
    public void A_setting_that_is_null_is_refused_by_its_name(string name)
    {
        Write($$"""{ "{{name}}": null }""");
        Assert.Contains($"line 1: {name} is null", Assert.Throws<InputException>(() => Read()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LINLY_PROFILE", "huge")]
    [InlineData("LINLY_SIZE", "many")]
    [InlineData("LINLY_SIZE", "511")]
    [InlineData("LINLY_SIZE", "100000")]
    [InlineData("LINLY_CONFIG", "nowhere.json")]
    public void What_cannot_be_meant_is_refused(string name, string value) =>
        Assert.Throws<InputException>(() => Read((name, value)));

    private Settings Read(params (string Name, string Value)[] variables) => SettingsReader.Read(
        name => variables.Where(v => v.Name == name).Select(v => v.Value).FirstOrDefault(), folder.FullName);

    private void Write(string json) => File.WriteAllText(Path.Combine(folder.FullName, "linly.json"), json);
}
