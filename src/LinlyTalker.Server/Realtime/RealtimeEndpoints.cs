using LinlyTalker.Server.Callers;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.Health;
using LinlyTalker.Server.OpenAi;
using LinlyTalker.Server.Parts;
using LinlyTalker.Server.Realtime.Picture;
using LinlyTalker.Server.Realtime.Protocol;
using LinlyTalker.Server.Realtime.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LinlyTalker.Server.Realtime;

/// <summary><c>/v1/realtime</c>: live conversations over WebSockets.</summary>
internal static class RealtimeEndpoints
{
    private const string Address = "/v1/realtime";
    private const string SubProtocol = "realtime";

    public static void Map(IEndpointRouteBuilder routes, RealtimeOptions options, ServerParts parts, ServerMeter meter)
    {
        var lifetime = routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>();
        var log = routes.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("LinlyTalker.Realtime");
        Task Serve(HttpContext context) => ServeAsync(context, options, parts, meter, lifetime, log);
        routes.MapGet(Address, (Delegate)Serve)
            .WithTags("Realtime")
            .WithSummary("A live conversation: a WebSocket whose events docs/api.md describes.")
            .Produces(StatusCodes.Status101SwitchingProtocols);

        // The same over HTTP/2 (RFC 8441), as browsers do it where a connection is open already.
        routes.MapMethods(Address, [HttpMethods.Connect], (Delegate)Serve).ExcludeFromDescription();
    }

    private static async Task ServeAsync(
        HttpContext context, RealtimeOptions options, ServerParts parts, ServerMeter meter, IHostApplicationLifetime lifetime, ILogger log)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            throw new ApiException(
                StatusCodes.Status426UpgradeRequired, "upgrade_required", "/v1/realtime is a WebSocket; connect to it with ws:// or wss://.");
        }

        BoundNoStream(context);
        var preset = SessionPreset.Of(context);
        var model = preset is null ? null : new Settled(preset).Model;
        model ??= context.Request.Query["model"];
        var companion = await ModelNames.CompanionAsync(parts.Engines, model, context.RequestAborted).ConfigureAwait(false);
        var caller = Caller.Of(context);
        (companion, var lack) = await OwnWords.AddAsync(companion, parts.Knowledge, caller.User, log, context.RequestAborted).ConfigureAwait(false);
        var offered = context.WebSockets.WebSocketRequestedProtocols;
        var isBeta = context.Request.Headers["OpenAI-Beta"].Any(v => v?.Contains("realtime=v1", StringComparison.OrdinalIgnoreCase) is true)
            || offered.Any(p => p.StartsWith("openai-beta.realtime-v1", StringComparison.OrdinalIgnoreCase));
        await using var session = new LiveSession(
            companion,
            caller,
            new PictureSource(parts.Avatars, parts.VideoEncoder, caller.User, log),
            string.IsNullOrEmpty(model) ? companion.Name : model,
            isBeta ? Dialect.Beta : Dialect.General,
            options,
            parts.Time,
            meter,
            log) { Lack = lack };
        var commands = new ClientCommands(session, parts.Engines, log);
        if (preset is not null)
        {
            await Presets.BeginAsync(preset, commands, context.RequestAborted).ConfigureAwait(false);
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = offered.Contains(SubProtocol) ? SubProtocol : null,
            KeepAliveInterval = options.KeepAlive,
            KeepAliveTimeout = options.KeepAlive,
        }).ConfigureAwait(false);
        using var watch = parts.Engines.Watch.Add(session.Degrade);
        meter.BeginSession();
        try
        {
            var connection = new Connection(socket, session, commands, meter, log, parts.Time);
            await connection.RunAsync(lifetime.ApplicationStopping, context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            meter.EndSession();
        }
    }

    /// <summary>
    /// Over HTTP/2 a live conversation is the body of one long request; the limits of bodies are not meant for it. The
    /// session has its own: for a message, for what waits, and for silence.
    /// </summary>
    private static void BoundNoStream(HttpContext context)
    {
        if (context.Features.Get<IHttpExtendedConnectFeature>() is not { IsExtendedConnect: true })
        {
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }
}
