using System.CommandLine;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Cli.Verbs;

/// <summary>The flags that choose who answers and how the film looks; each stands over the configuration.</summary>
internal sealed class CompanionOptions
{
    private readonly Option<string?> portrait = new("--portrait", "-p")
    {
        Description = "A photo, or the name of a portrait (hopper, astronaut).",
        HelpName = "PHOTO",
    };

    private readonly Option<string?> knowledge = new("--knowledge", "-k")
    {
        Description = "A folder of Markdown and CSV files with a persona.yaml, or the name of a base (linlytalker/en, shop/zh, …).",
        HelpName = "DIR",
    };

    private readonly Option<string?> voice = new("--voice", "-v") { Description = "A voice that linly voices lists.", HelpName = "NAME" };

    private readonly Option<int?> size = new("--size") { Description = "Side of the picture in pixels, even; default 512.", HelpName = "PIXELS" };

    private readonly Option<int?> framesPerSecond = new("--fps") { Description = "Pictures a second; default 25.", HelpName = "NUMBER" };

    private readonly Option<bool> noLabel = new("--no-label")
    {
        Description = "Leave out the visible mark \"AI-generated\"; the one in the file's metadata stays.",
    };

    private readonly Option<string?> profile = new("--profile") { Description = "Which engines: auto (default: the best that are here), embedded, standard, standard-zh, small, large.", HelpName = "NAME" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { portrait, knowledge, voice, size, framesPerSecond, noLabel, profile })
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="InputException">A flag or the configuration says something that cannot be.</exception>
    public Settings Read(ParseResult parsed)
    {
        var settings = SettingsReader.ReadHere();
        settings = settings with
        {
            Profile = parsed.GetValue(profile) ?? settings.Profile,
            Portrait = parsed.GetValue(portrait) ?? settings.Portrait,
            Knowledge = parsed.GetValue(knowledge) ?? settings.Knowledge,
            Voice = parsed.GetValue(voice) ?? settings.Voice,
            Size = parsed.GetValue(size) ?? settings.Size,
            FramesPerSecond = parsed.GetValue(framesPerSecond) ?? settings.FramesPerSecond,
            Label = !parsed.GetValue(noLabel) && settings.Label,
        };
        SettingsReader.Check(settings);
        return settings;
    }
}
