using System.CommandLine;
using LinlyTalker.Cli.Console;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly keys</c>: who may use this machine's server from elsewhere.</summary>
internal static class KeysVerb
{
    public static Command Create()
    {
        var command = new Command("keys", "Make, list and revoke the API keys of this machine's server, and erase what is kept for their users.")
        {
            KeysAddVerb.Create(),
            KeysListVerb.Create(),
            KeysRevokeVerb.Create(),
            KeysEraseVerb.Create(),
        };
        return command.WithExamples(
            "linly keys add website",
            "linly keys list",
            "linly keys revoke website",
            "linly keys erase website --sure");
    }
}
