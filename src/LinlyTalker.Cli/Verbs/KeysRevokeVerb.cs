using System.CommandLine;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Errors;
using LinlyTalker.Storage.Keys;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly keys revoke</c>: a server that runs refuses the key from the next request on.</summary>
internal static class KeysRevokeVerb
{
    public static Command Create()
    {
        var names = new Argument<string[]>("NAME") { Description = "Names or ids, as 'linly keys list' shows them.", Arity = ArgumentArity.OneOrMore };
        var json = CommonOptions.Json();
        var command = new Command("revoke", "End keys for ever, and the live conversations that were begun with them.") { names, json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(names), parsed.GetValue(json), cancellation));
        return command.WithExamples("linly keys revoke website", "linly keys revoke website script");
    }

    private static async Task<int> RunAsync(string[] names, bool json, CancellationToken cancellation)
    {
        using var database = UserDatabase.Open();
        var keys = new SqliteApiKeys(database);
        var rows = new List<KeyRow>();
        foreach (var name in names)
        {
            var revoked = await keys.RevokeAsync(name, cancellation)
                ?? throw new InputException($"There is no key '{name}' in use; 'linly keys list' shows all.");
            rows.Add(KeyRow.Of(revoked));
            Terminal.Note($"{revoked.Name}: revoked.");
        }

        if (json)
        {
            Terminal.Result(KeysJson.Text(rows));
        }

        return ExitCode.Success;
    }
}
