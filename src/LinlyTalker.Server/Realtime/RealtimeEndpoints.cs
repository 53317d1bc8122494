using LinlyTalker.Server.Callers;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.Health;
using LinlyTalker.Server.OpenAi;
using LinlyTalker.Server.Parts;
using LinlyTalker.Server.Realtime.Picture;
using LinlyTalker.Server.Realtime.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LinlyTalker.Server.Realtime;

/// <summary><c>/v1/realtime</c>: live conversations over WebSockets.</summary>
internal static class RealtimeEndpoints
{
    private const string SubProtocol = "realtime";

    public static void Map(IEndpointRouteBuilder routes, RealtimeOptions options, ServerParts parts, ServerMeter meter)
    {
        var lifetime = routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>();
        var log = routes.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("LinlyTalker.Realtime");
        routes.MapGet("/v1/realtime", (Delegate)((HttpContext context) => ServeAsync(context, options, parts, meter, lifetime, log)))
            .WithTags("Realtime")
            .WithSummary("A live conversation: a WebSocket whose events docs/api.md describes.")
            .Produces(StatusCodes.Status101SwitchingProtocols);
    }

    private static async Task ServeAsync(
        HttpContext context, RealtimeOptions options, ServerParts parts, ServerMeter meter, IHostApplicationLifetime lifetime, ILogger log)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            throw new ApiException(
                StatusCodes.Status426UpgradeRequired, "upgrade_required", "/v1/realtime is a WebSocket; connect to it with ws:// or wss://.");
        }

        string? model = context.Request.Query["model"];
        var companion = await ModelNames.CompanionAsync(parts.Engines, model, context.RequestAborted).ConfigureAwait(false);
        var offered = context.WebSockets.WebSocketRequestedProtocols;
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = offered.Contains(SubProtocol) ? SubProtocol : null,
            KeepAliveInterval = options.KeepAlive,
            KeepAliveTimeout = options.KeepAlive,
        }).ConfigureAwait(false);
        var isBeta = context.Request.Headers["OpenAI-Beta"].Any(v => v?.Contains("realtime=v1", StringComparison.OrdinalIgnoreCase) is true)
            || offered.Any(p => p.StartsWith("openai-beta.realtime-v1", StringComparison.OrdinalIgnoreCase));
        var caller = Caller.Of(context);
        await using var session = new LiveSession(
            companion,
            caller,
            new PictureSource(parts.Avatars, parts.VideoEncoder, caller.User, log),
            string.IsNullOrEmpty(model) ? companion.Name : model,
            isBeta ? Dialect.Beta : Dialect.General,
            options,
            parts.Time,
            meter);
        meter.BeginSession();
        try
        {
            var connection = new Connection(socket, session, new ClientCommands(session, parts.Engines), meter, log, parts.Time);
            await connection.RunAsync(lifetime.ApplicationStopping, context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            meter.EndSession();
        }
    }
}
