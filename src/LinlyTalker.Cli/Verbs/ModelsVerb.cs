using System.CommandLine;
using LinlyTalker.Cli.Console;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly models</c>: what is on this machine, what can be fetched, and whether it is whole.</summary>
internal static class ModelsVerb
{
    public static Command Create()
    {
        var command = new Command("models", "List, fetch, check and remove models.")
        {
            ModelsListVerb.Create(),
            ModelsShowVerb.Create(),
            ModelsPullVerb.Create(),
            ModelsVerifyVerb.Create(),
            ModelsRemoveVerb.Create(),
            ModelsImportVerb.Create(),
            ModelsCheckVerb.Create(),
        };
        return command.WithExamples(
            "linly models list",
            "linly models pull embedded --yes",
            "linly models import ./my-voice.onnx --as my-voice --kind voice");
    }
}
