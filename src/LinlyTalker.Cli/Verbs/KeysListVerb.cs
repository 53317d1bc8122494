using System.CommandLine;
using System.Globalization;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Storage.Keys;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly keys list</c>.</summary>
internal static class KeysListVerb
{
    public static Command Create()
    {
        var json = CommonOptions.Json();
        var command = new Command("list", "Every key, whose it is and when it was used last; never what opens.") { json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(json), cancellation));
        return command.WithExamples("linly keys list", "linly keys list --json");
    }

    private static async Task<int> RunAsync(bool json, CancellationToken cancellation)
    {
        using var database = UserDatabase.Open();
        var rows = (await new SqliteApiKeys(database).ListAsync(cancellation)).Select(KeyRow.Of).ToList();
        if (json)
        {
            Terminal.Result(KeysJson.Text(rows));
            return ExitCode.Success;
        }

        if (rows.Count == 0)
        {
            Terminal.Note("There are no keys; 'linly keys add NAME' makes one.");
            return ExitCode.Success;
        }

        var (name, user) = (Math.Max(4, rows.Max(row => row.Name.Length)), Math.Max(4, rows.Max(row => row.User.Length)));
        Terminal.Result($"{"name".PadRight(name)}  {"begins with",-18}  {"user".PadRight(user)}  {"made",-16}  {"last used",-16}  state");
        foreach (var row in rows)
        {
            Terminal.Result(
                $"{row.Name.PadRight(name)}  {row.BeginsWith,-18}  {row.User.PadRight(user)}  {Time(row.Created)}  {(row.LastUsed is { } used ? Time(used) : "never"),-16}  {(row.Revoked is { } revoked ? $"revoked {Time(revoked)}" : "in use")}");
        }

        return ExitCode.Success;
    }

    private static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
