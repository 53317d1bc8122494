using System.Net;
using LinlyTalker.Server.Realtime;
using LinlyTalker.Server.Limits;
using LinlyTalker.Server.Security;
using LinlyTalker.Server.Security.Tls;
using LinlyTalker.Server.Videos;
using Microsoft.Extensions.Logging;

namespace LinlyTalker.Server.Hosting;

/// <summary>Where the server listens and what it bears.</summary>
public sealed record ServerOptions
{
    public IPAddress Bind { get; init; } = IPAddress.Loopback;

    /// <summary>0: any that is free.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>Null: plain HTTP.</summary>
    public TlsOptions? Tls { get; init; }

    public AccessOptions Access { get; init; } = new();

    public ServerLimits Limits { get; init; } = new();

    /// <summary>What is less than that is not told.</summary>
    public LogLevel LogFrom { get; init; } = LogLevel.Information;

    /// <summary>After a call to stop, requests and replies have so long to end.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(10);

    public RealtimeOptions Realtime { get; init; } = new();

    public VideoOptions Videos { get; init; } = new();
}
