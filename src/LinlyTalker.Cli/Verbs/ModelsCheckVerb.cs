using System.CommandLine;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly models check</c>: is a folder a model folder, and whole?</summary>
internal static class ModelsCheckVerb
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "A folder with a model.json." };
        var json = CommonOptions.Json();
        var command = new Command("check", "Validate a model folder: its description and every file.") { folder, json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(folder), parsed.GetValue(json), cancellation));
        return command.WithExamples("linly models check ./trained/my-voice");
    }

    private static async Task<int> RunAsync(string path, bool json, CancellationToken cancellation)
    {
        var faults = new List<string>();
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        try
        {
            var folder = ModelFolder.Open(path);
            faults.AddRange(await folder.FindFaultsAsync(cancellation: cancellation));
            if (!json && faults.Count == 0)
            {
                var description = folder.Description;
                Terminal.Result($"{name}: {description.Kind} {description.Version}, {description.Licence}, {description.Files.Count} files, whole.");
            }
        }
        catch (ModelMissingException)
        {
            faults.Add($"There is no {ModelFolder.DescriptionName} in {Path.GetFullPath(path)}, so it is no model folder.");
        }
        catch (ModelFormatException fault)
        {
            faults.Add(fault.Message);
        }

        if (json)
        {
            Terminal.Result(ModelsJson.Text([new ModelAnswer(name, faults.Count == 0 ? "whole" : "broken", Path.GetFullPath(path), faults)]));
        }
        else
        {
            faults.ForEach(Terminal.Error);
        }

        return faults.Count == 0 ? ExitCode.Success : ExitCode.CheckFailed;
    }
}
