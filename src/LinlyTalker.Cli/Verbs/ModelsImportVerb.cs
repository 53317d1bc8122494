using System.CommandLine;
using LinlyTalker.Cli.Console;
using LinlyTalker.Models.Homes;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly models import</c>: takes a model of the user's own into the data home.</summary>
internal static class ModelsImportVerb
{
    public static Command Create()
    {
        var source = new Argument<string>("PATH") { Description = "A model folder, any folder, or one file." };
        var name = new Option<string>("--as") { Description = "The name it is to have.", HelpName = "NAME", Required = true };
        var kind = new Option<string?>("--kind") { Description = "What it is: voice, recogniser, chat, … Not needed for a folder with a model.json.", HelpName = "KIND" };
        var licence = new Option<string?>("--licence") { Description = "Its terms.", HelpName = "TEXT" };
        var link = new Option<bool>("--link") { Description = "Link to the files instead of copying them." };
        var command = new Command("import", "Take a model of your own.") { source, name, kind, licence, link };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = await ModelStore.FromEnvironment().ImportAsync(
                new ImportRequest(parsed.GetRequiredValue(source), parsed.GetRequiredValue(name))
                {
                    Kind = parsed.GetValue(kind),
                    Licence = parsed.GetValue(licence),
                    Link = parsed.GetValue(link),
                },
                cancellation);
            Terminal.Note($"{folder.Name}: {folder.Description.Kind}, {folder.Description.Files.Count} files, {ByteCount.Text(folder.Size)}, in {folder.Location}.");
            return ExitCode.Success;
        });
        return command.WithExamples(
            "linly models import ./qwen.gguf --as qwen --kind chat --link",
            "linly models import ./trained/my-voice --as my-voice");
    }
}
