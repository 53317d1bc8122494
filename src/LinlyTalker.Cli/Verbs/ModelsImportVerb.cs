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
        var kind = new Option<string?>("--kind") { Description = "What it is: voice, recogniser, chat, … Needed only where its files do not tell it.", HelpName = "KIND" };
        var licence = new Option<string?>("--licence") { Description = "Its terms, where no paper beside it states them.", HelpName = "TEXT" };
        var link = new Option<bool>("--link") { Description = "Link to the files instead of copying them." };
        var command = new Command("import", "Take a model of your own: what it is is told by its files.") { source, name, kind, licence, link };
        command.SetAction((parsed, cancellation) => RunAsync(
            new ImportRequest(parsed.GetRequiredValue(source), parsed.GetRequiredValue(name))
            {
                Kind = parsed.GetValue(kind),
                Licence = parsed.GetValue(licence),
                Link = parsed.GetValue(link),
                Progress = new ImportReport(),
            },
            cancellation));
        return command.WithExamples(
            "linly models import ./sherpa-onnx-whisper-base.en --as whisper-base.en",
            "linly models import ./en_US-joe-medium.onnx --as joe",
            "linly models import ./qwen.gguf --as qwen --link",
            "linly models import ./trained/my-voice --as my-voice");
    }

    private static async Task<int> RunAsync(ImportRequest request, CancellationToken cancellation)
    {
        var folder = await ModelStore.FromEnvironment().ImportAsync(request, cancellation);
        var description = folder.Description;
        Terminal.Note(
            $"{folder.Name}: {description.Kind}{(description.Family is null ? "" : $" of the family {description.Family}")}, "
            + $"{(description.Files.Count == 1 ? "1 file" : $"{description.Files.Count} files")}, {ByteCount.Text(folder.Size)}, licence: {description.Licence}.");
        foreach (var (role, path) in description.Roles ?? new Dictionary<string, string>())
        {
            Terminal.Note($"  {role}: {path}");
        }

        Terminal.Note($"It is in {folder.Location}{(request.Link ? ", linked to where it was" : "")}.");
        return ExitCode.Success;
    }

    private sealed class ImportReport : IProgress<ImportProgress>
    {
        private long shown;

        public void Report(ImportProgress value)
        {
            if (value.Note is { } note)
            {
                Terminal.Note(note);
            }
            else if (value.Bytes == value.Total || value.Bytes - shown >= 4_000_000)
            {
                shown = value.Bytes;
                Terminal.Status($"{value.File}  {ByteCount.Text(value.Bytes)} of {ByteCount.Text(value.Total)}");
            }
        }
    }
}
