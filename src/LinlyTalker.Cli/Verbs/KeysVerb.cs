using System.CommandLine;
using LinlyTalker.Cli.Console;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly keys</c>: who may use this machine's server from elsewhere.</summary>
internal static class KeysVerb
{
    public static Command Create()
    {
        var command = new Command("keys", "Make, list and revoke the API keys of this machine's server.")
        {
            KeysAddVerb.Create(),
            KeysListVerb.Create(),
            KeysRevokeVerb.Create(),
        };
        return command.WithExamples(
            "linly keys add website",
            "linly keys list",
            "linly keys revoke website");
    }
}
