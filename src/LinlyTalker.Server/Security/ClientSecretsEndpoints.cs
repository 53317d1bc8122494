using System.Text.Json;
using System.Text.Json.Nodes;
using LinlyTalker.Server.Bodies;
using LinlyTalker.Server.Callers;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LinlyTalker.Server.Security;

/// <summary>
/// <c>POST /v1/realtime/client_secrets</c>, and <c>POST /v1/realtime/sessions</c> as it was called in the beta: the holder
/// of a key makes a token for somebody's browser.
/// </summary>
internal static class ClientSecretsEndpoints
{
    private const string Tag = "Realtime";
    private const int ShortestSeconds = 10;
    private const int LongestSeconds = 7200;
    private const int UsualSeconds = 600;
    private const int UsualBetaSeconds = 60;

    /// <summary>Bytes; tens of thousands of them may lie in memory.</summary>
    private const long MostBytes = 64 << 10;

    /// <param name="check">Throws when no session could begin as it is settled.</param>
    public static void Map(IEndpointRouteBuilder routes, ClientTokens tokens, Func<SessionPreset, CancellationToken, Task> check)
    {
        routes.MapPost("/v1/realtime/client_secrets", async (HttpContext context) =>
            {
                var asked = await JsonBody.ReadAsync(context, ClientSecretsJson.Default.ClientSecretRequest).ConfigureAwait(false);
                var preset = await PresetAsync(asked.Session, asked.Locked ?? false, check, context).ConfigureAwait(false);
                var (value, expires) = Make(tokens, context, asked.ExpiresAfter, preset, UsualSeconds);
                var answer = new ClientSecret(value, expires.ToUnixTimeSeconds(), Effective(asked.Session, "realtime"));
                return TypedResults.Json(answer, ClientSecretsJson.Default.ClientSecret);
            })
            .TakesBodies(MostBytes)
            .WithTags(Tag)
            .WithSummary("Makes a short-lived token that starts one live conversation, for a browser.")
            .Accepts<ClientSecretRequest>("application/json")
            .Produces<ClientSecret>();
        routes.MapPost("/v1/realtime/sessions", async (HttpContext context) =>
            {
                var session = await JsonBody.ReadAsync(context, ClientSecretsJson.Default.JsonElement).ConfigureAwait(false);
                var preset = await PresetAsync(session, isLocked: false, check, context).ConfigureAwait(false);
                var (value, expires) = Make(tokens, context, null, preset, UsualBetaSeconds);
                var answer = Effective(session, null);
                answer["client_secret"] = new JsonObject { ["value"] = value, ["expires_at"] = expires.ToUnixTimeSeconds() };
                return TypedResults.Json(answer, ClientSecretsJson.Default.JsonObject);
            })
            .TakesBodies(MostBytes)
            .WithTags(Tag)
            .WithSummary("The same as the beta called it.")
            .Accepts<JsonObject>("application/json")
            .Produces<JsonObject>();
    }

    private static async Task<SessionPreset?> PresetAsync(
        JsonElement? session, bool isLocked, Func<SessionPreset, CancellationToken, Task> check, HttpContext context)
    {
        if (session is not { } settled)
        {
            return null;
        }

        if (settled.ValueKind is not JsonValueKind.Object)
        {
            throw Invalid.Value("session", "The session is to be an object, with the fields of session.update.");
        }

        var preset = new SessionPreset(settled.Clone(), isLocked);
        await check(preset, context.RequestAborted).ConfigureAwait(false);
        return preset;
    }

    private static (string Value, DateTimeOffset Expires) Make(
        ClientTokens tokens, HttpContext context, ExpiresAfter? life, SessionPreset? preset, int usual)
    {
        var seconds = life?.Seconds ?? usual;
        if (seconds is < ShortestSeconds or > LongestSeconds || life is { Anchor: not (null or "created_at") })
        {
            throw Invalid.Value("expires_after", $"A client token lives {ShortestSeconds} to {LongestSeconds} seconds, counted from created_at.");
        }

        var caller = Caller.Of(context);
        return tokens.Make(caller.User, caller.Key, TimeSpan.FromSeconds(seconds), preset);
    }

    private static JsonObject Effective(JsonElement? session, string? type)
    {
        var answer = session is { } given ? JsonObject.Create(given.Clone())! : [];
        answer["object"] = "realtime.session";
        if (type is not null)
        {
            answer["type"] = type;
        }

        return answer;
    }
}
