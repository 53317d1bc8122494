using System.Net;
using LinlyTalker.Core.Errors;
using LinlyTalker.Server.Documents;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.Health;
using LinlyTalker.Server.Limits;
using LinlyTalker.Server.Parts;
using LinlyTalker.Server.Realtime;
using LinlyTalker.Server.Security;
using LinlyTalker.Server.Security.Tls;
using LinlyTalker.Server.Videos;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LinlyTalker.Server.Hosting;

/// <summary>The network surface. Knows contracts only; the program gives it the organs.</summary>
public sealed class LinlyServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ServerMeter meter;
    private readonly MetricsPage metrics;
    private readonly Func<bool, CancellationToken, Task> rehearse;

    private LinlyServer(ServerOptions options, ServerParts parts)
    {
        meter = new ServerMeter(parts.Time, parts.NativeHandles);
        metrics = new MetricsPage(meter);
        application = Build(options, parts);
        rehearse = (isDrawn, cancellation) => Rehearsal.RunAsync(parts, options.Realtime, isDrawn, cancellation);
    }

    /// <summary>Where it can be reached.</summary>
    public Uri Address => new(application.Urls.First());

    /// <summary>Every address that is served.</summary>
    internal IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. application.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <exception cref="LinlyException">The address is taken or not this machine's; an option is not what it should be.</exception>
    public static async Task<LinlyServer> StartAsync(
        ServerOptions options, ServerParts parts, CancellationToken cancellation = default)
    {
        await Guards.CheckKeysAsync(options.Bind, options.Access, parts.Keys, cancellation).ConfigureAwait(false);
        var server = new LinlyServer(options, parts);
        try
        {
            await server.application.StartAsync(cancellation).ConfigureAwait(false);
            return server;
        }
        catch (LinlyException)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        catch (IOException e)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw new LinlyException(
                $"{new IPEndPoint(options.Bind, options.Port)} cannot be listened at ({e.Message}); choose another with --bind and --port.", e);
        }
    }

    /// <summary>
    /// Holds conversations with nobody, so that the first clients need not wait for what is done once. Others are served
    /// meanwhile.
    /// </summary>
    /// <param name="together">How many at once; one of them with pictures.</param>
    /// <exception cref="LinlyException">The default companion cannot be opened.</exception>
    public Task RehearseAsync(int together, CancellationToken cancellation = default) =>
        Task.WhenAll(Enumerable.Range(0, together).Select(i => Task.Run(() => rehearse(i == 0, cancellation), cancellation)));

    /// <summary>Takes no more requests, and ends when those that run have ended or the drain time is over.</summary>
    public Task StopAsync(CancellationToken cancellation = default) => application.StopAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync().ConfigureAwait(false);
        metrics.Dispose();
        meter.Dispose();
    }

    private WebApplication Build(ServerOptions options, ServerParts parts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Bounds.Set(kestrel.Limits, options.Limits);
            kestrel.Listen(options.Bind, options.Port, listen =>
            {
                if (options.Tls is { } tls)
                {
                    listen.UseCertificate(new PemCertificate(
                        tls, parts.Time, kestrel.ApplicationServices.GetRequiredService<ILogger<PemCertificate>>()));
                }
            });
        });
        builder.Services.Configure<SocketTransportOptions>(SendQueue.Bound);
        builder.Services.AddRoutingCore();
        OpenApiDocuments.Add(builder.Services);
        VideoWorker.Add(builder.Services, options.Videos, parts);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Drain);
        builder.Logging.SetMinimumLevel(options.LogFrom);

        // The framework's own tell addresses with what people sought in them.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        // This one hangs the address of the request on every line that is logged meanwhile.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // That an address is taken is said in a sentence by whoever starts the server; a worker's fault is critical.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        if (parts.Log is { } log)
        {
            builder.Logging.AddProvider(log);
        }

        var application = builder.Build();
        application.UseMiddleware<RequestWatch>(meter);
        application.UseMiddleware<ErrorAnswers>();
        Guards.UseDoor(application, options.Bind, options.Access);
        application.UseRouting();
        application.UseWebSockets(new WebSocketOptions
        {
            KeepAliveInterval = options.Limits.Heartbeat,
            KeepAliveTimeout = options.Limits.Heartbeat,
        });
        var tokens = new ClientTokens(parts.Time);
        Guards.UseKeys(application, options.Access.RequiresKey(options.Bind), parts.Keys, tokens, options.Limits, parts.Time);
        Routes.Map(application, options, parts, meter, metrics, tokens);
        return application;
    }
}
