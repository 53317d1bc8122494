using System.Net;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Callers;
using LinlyTalker.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.Security;

/// <summary>Finds out who asks, and turns away who may not.</summary>
internal sealed class Authentication(RequestDelegate next, bool isRequired, IApiKeys? keys, ClientTokens tokens)
{
    /// <summary>All that a client token opens.</summary>
    public const string LiveAddress = "/v1/realtime";

    /// <summary>What looks after the process asks without a key and learns nothing of users.</summary>
    private static readonly PathString[] OpenToAll = ["/health", "/ready"];

    private static readonly string[] MarksOfProxies = ["X-Forwarded-For", "Forwarded", "X-Real-IP"];

    public async Task InvokeAsync(HttpContext context)
    {
        if (!OpenToAll.Contains(context.Request.Path))
        {
            await RecogniseAsync(context).ConfigureAwait(false);
        }

        await next(context).ConfigureAwait(false);
    }

    private async Task RecogniseAsync(HttpContext context)
    {
        var shown = Credential.Of(context);
        if (shown is not null && KeySecret.IdOf(shown) is not null && keys is not null)
        {
            var key = await keys.VerifyAsync(shown, context.RequestAborted).ConfigureAwait(false)
                ?? throw Refusal(context, "invalid_api_key", "This API key is wrong or was revoked; 'linly keys list' shows those that are in use.");
            context.Features.Set(new Caller(key.User, key.Id));
        }
        else if (shown is not null && shown.StartsWith(ClientTokens.Beginning, StringComparison.Ordinal))
        {
            await AdmitAsync(context, shown).ConfigureAwait(false);
        }
        else if (isRequired)
        {
            throw shown is null
                ? Refusal(context, "missing_api_key", "An API key is needed, in the header 'Authorization: Bearer …'; whoever runs this server makes one with 'linly keys add'.")
                : Refusal(context, "invalid_api_key", "This is no API key of this server; whoever runs it makes one with 'linly keys add'.");
        }
        else if (MarksOfProxies.Any(context.Request.Headers.ContainsKey))
        {
            // What comes from loopback is trusted, and through a proxy the whole world would come from there.
            throw new ApiException(
                StatusCodes.Status403Forbidden, "unknown_proxy", "A proxy stands before this server and was not named; start it with --trust-proxy and the proxy's address.");
        }
    }

    private async Task AdmitAsync(HttpContext context, string shown)
    {
        if (!context.WebSockets.IsWebSocketRequest || !context.Request.Path.Equals(LiveAddress, StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiException(
                StatusCodes.Status403Forbidden, "insufficient_scope", $"A client token starts a live conversation at {LiveAddress} and opens nothing else; use an API key.");
        }

        var token = tokens.Spend(shown);
        if (token is null || (token.Key is { } id && (keys is null || await keys.FindAsync(id, context.RequestAborted).ConfigureAwait(false) is null)))
        {
            throw Refusal(context, "invalid_client_secret", "This client token is spent, expired, revoked or unknown; each starts one conversation. Ask the site for another.");
        }

        context.Features.Set(new Caller(token.User, token.Key));
        if (token.Preset is { } preset)
        {
            context.Features.Set(preset);
        }
    }

    private static ApiException Refusal(HttpContext context, string code, string sentence)
    {
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Task.CompletedTask;
        });
        return new ApiException((int)HttpStatusCode.Unauthorized, code, sentence);
    }
}
