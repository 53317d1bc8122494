using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.Security;

/// <summary>Where a caller shows what opens. Never in an address: those end up in logs, histories and referrers.</summary>
internal static class Credential
{
    /// <summary>Scripts of browsers can set no header of a WebSocket but this one; OpenAI's clients use it so.</summary>
    public const string SubprotocolBeginning = "openai-insecure-api-key.";

    /// <returns>Null when nothing is shown.</returns>
    public static string? Of(HttpContext context)
    {
        if (AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization.ToString(), out var header)
            && header is { Parameter.Length: > 0 }
            && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return header.Parameter;
        }

        return context.WebSockets.IsWebSocketRequest
            ? context.WebSockets.WebSocketRequestedProtocols
                .FirstOrDefault(protocol => protocol.StartsWith(SubprotocolBeginning, StringComparison.Ordinal))?[SubprotocolBeginning.Length..]
            : null;
    }
}
