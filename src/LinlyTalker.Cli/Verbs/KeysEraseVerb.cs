using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Serving;
using LinlyTalker.Storage.Keys;

namespace LinlyTalker.Cli.Verbs;

/// <summary>
/// <c>linly keys erase</c>: has the server that runs erase what is kept for a key's user, since it also holds some of it in
/// memory and in conversations.
/// </summary>
internal static class KeysEraseVerb
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "Name or id of a key, in use or revoked, as 'linly keys list' shows it." };
        var server = new Option<string>("--server") { Description = "Where the server of this machine listens.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:8080" };
        var sure = new Option<bool>("--sure") { Description = "For ever." };
        var command = new Command("erase", "Erase all that the server keeps for a key's user: avatars, documents, films, with everything derived from them.") { name, server, sure };
        command.SetAction((parsed, cancellation) =>
            RunAsync(parsed.GetRequiredValue(name), Address(parsed.GetValue(server)!), parsed.GetValue(sure), cancellation));
        return command.WithExamples("linly keys erase website --sure", "linly keys erase website --sure --server https://127.0.0.1:9000");
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var server) && server is { IsLoopback: true, Scheme: "http" or "https" }
            ? server
            : throw new InputException($"--server is '{text}'; the address of this machine's own server is needed, like http://127.0.0.1:8080.");

    private static async Task<int> RunAsync(string name, Uri server, bool isSure, CancellationToken cancellation)
    {
        using var database = UserDatabase.Open();
        var keys = new SqliteApiKeys(database);
        var all = await keys.ListAsync(cancellation);
        var user = (all.LastOrDefault(key => key.Id == name || key.Name == name)
            ?? throw new InputException($"There is no key '{name}'; 'linly keys list' shows all.")).User;
        if (!isSure)
        {
            var theirs = string.Join(", ", all.Where(key => key.User == user).Select(key => $"'{key.Name}'").Distinct());
            throw new InputException($"This erases for ever all that is kept for the user {user.Value}, whose keys are {theirs}; say --sure if that is meant.");
        }

        var pass = await keys.AddAsync($"erasing {Guid.NewGuid():N}", user, cancellation);
        try
        {
            Terminal.Result(await EraseAsync(server, pass, cancellation));
            return ExitCode.Success;
        }
        finally
        {
            await keys.RevokeAsync(pass.Key.Id, CancellationToken.None);
        }
    }

    /// <returns>What was erased, as JSON.</returns>
    private static async Task<string> EraseAsync(Uri server, NewApiKey pass, CancellationToken cancellation)
    {
        // This machine's own server may have made its certificate itself.
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        using var client = new HttpClient(handler);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", pass.Secret);
        try
        {
            using var answer = await client.DeleteAsync(new Uri(server, "/v1/me/data"), cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            using var document = JsonDocument.Parse(text);
            return answer.IsSuccessStatusCode
                ? document.RootElement.GetProperty("erased").GetRawText()
                : throw new LinlyException($"The server at {server} did not erase: {document.RootElement.GetProperty("error").GetProperty("message").GetString()}");
        }
        catch (HttpRequestException e)
        {
            throw new LinlyException($"No server answers at {server} ({e.Message}); start it with 'linly serve', or say with --server where it is.", e);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new LinlyException($"What answers at {server} is no server of ours; say with --server where it is.", e);
        }
    }
}
