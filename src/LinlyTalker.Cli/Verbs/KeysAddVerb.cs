using System.CommandLine;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Flow;
using LinlyTalker.Storage.Keys;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly keys add</c>: standard output gets the key alone, so that a script can keep it.</summary>
internal static class KeysAddVerb
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "What uses it: website, anna's laptop, ….", HelpName = "NAME" };
        var user = new Option<string?>("--user", "-u")
        {
            Description = "Whose avatars, documents and jobs its callers use; default: the key's own, which no other key sees. 'local' is you at this machine.",
            HelpName = "USER",
        };
        var json = CommonOptions.Json();
        var command = new Command("add", "Make a key and show it, this once.") { name, user, json };
        command.SetAction((parsed, cancellation) =>
            RunAsync(parsed.GetRequiredValue(name), parsed.GetValue(user), parsed.GetValue(json), cancellation));
        return command.WithExamples(
            "linly keys add website",
            "linly keys add \"my telephone\" --user local",
            "export OPENAI_API_KEY=$(linly keys add script)");
    }

    private static async Task<int> RunAsync(string name, string? user, bool json, CancellationToken cancellation)
    {
        using var database = UserDatabase.Open();
        var keys = new SqliteApiKeys(database);
        var added = await keys.AddAsync(name, user is null ? null : new UserId(user), cancellation);
        if (json)
        {
            Terminal.Result(KeysJson.Text(KeyRow.Of(added.Key) with { Key = added.Secret }));
            return ExitCode.Success;
        }

        Terminal.Note($"The key '{added.Key.Name}', shown this once; keep it where secrets are kept. A server that runs takes it from now on.");
        Terminal.Result(added.Secret);
        return ExitCode.Success;
    }
}
