using System.CommandLine;
using LinlyTalker.Cli.Console;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly portrait</c>: photos that are to speak.</summary>
internal static class PortraitVerb
{
    public static Command Create() =>
        new Command("portrait", "Check photos before they are made to speak.")
        {
            PortraitCheckVerb.Create(),
        }.WithExamples("linly portrait check me.jpg -o landmarks.png");
}
