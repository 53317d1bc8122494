using LinlyTalker.Brain.Personas;
using LinlyTalker.Core.Errors;
using LinlyTalker.Tests.House;

namespace LinlyTalker.Tests.Brain.Personas;

public sealed class PersonaTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void All_that_a_persona_may_say_is_read_and_paths_are_beside_the_file()
    {
        folder.Write("docs/a.md", "# A");
        var photo = folder.Write("me.jpg", "x");
        var persona = PersonaFile.Read(folder.Write("persona.yaml", """
            name: Ann
            role: guides visitors
            style: >
              calm,
              short
            language: en-GB
            greeting: "Hello: welcome!"
            voice: flite-slt
            portrait: me.jpg
            knowledge: docs
            """));
        Assert.Equal(("Ann", "guides visitors", "calm, short", "en-GB"), (persona.Name, persona.Role, persona.Style, persona.Language));
        Assert.Equal(("Hello: welcome!", "flite-slt", photo), (persona.Greeting, persona.Voice, persona.Portrait));
        Assert.Equal(Path.Combine(folder.Path, "docs"), persona.Knowledge);
    }

    [Theory]
    [InlineData("role: x", "line 1: \"name\" is missing")]
    [InlineData("name: A\nvoise: b", "line 2: \"voise\" is no field here; did you mean \"voice\"?")]
    [InlineData("name: A\nage: 7", "line 2: \"age\" is no field here; known are name, role")]
    [InlineData("name: A\nlanguage: English please", "line 2: \"English please\" is no language tag")]
    [InlineData("name: A\nknowledge: nowhere", "line 2: the folder \"nowhere\" does not exist")]
    [InlineData("name: [a, b]", "line 1: \"name\" should be a text")]
    [InlineData("- a\n- b", "line 1: should be lines like")]
    [InlineData("", "line 1: should be lines like")]
    [InlineData("name: A\nrole: \"open", "line 2: is not YAML")]
    [InlineData("name: A\nname: B", "is not YAML")]
    [InlineData("name: *nobody", "is not YAML")]
    public void What_is_wrong_is_named_by_its_line(string yaml, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => PersonaFile.Read(folder.Write("persona.yaml", yaml))).Message, StringComparison.Ordinal);

    [Fact]
    public void Brackets_without_end_are_refused_before_they_are_parsed() =>
        Assert.Contains("brackets", Assert.Throws<InputException>(
            () => PersonaFile.Read(folder.Write("persona.yaml", "name: " + new string('[', 100_000)))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_personas_that_ship_are_found_by_name_and_by_folder()
    {
        var personas = new PersonaFolder(Path.Combine(folder.Path, "none"), Path.Combine(Repository.Root, "knowledge"));
        Assert.Equal(4, personas.All.Count);
        Assert.Equal("小溪", personas.Find("shop/zh")!.Name);
        Assert.Equal("en", personas.Find("linly")!.Language);
        Assert.Null(personas.Find("nobody"));
        Assert.All(personas.All, p => Assert.True(Directory.Exists(p.Knowledge) && p.Greeting.Length > 0 && p.Role.Length > 0));
    }

    public void Dispose() => folder.Dispose();
}
