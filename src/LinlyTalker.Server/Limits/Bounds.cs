using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LinlyTalker.Server.Limits;

/// <summary>The limits that the web server itself keeps.</summary>
internal static class Bounds
{
    /// <summary>Below the slowest rate for so long is not slow but gone.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public static void Set(KestrelServerLimits kestrel, ServerLimits limits)
    {
        kestrel.MaxRequestBodySize = limits.Body;
        kestrel.RequestHeadersTimeout = limits.Headers;
        kestrel.KeepAliveTimeout = limits.Idle;
        kestrel.MaxConcurrentConnections = limits.Connections;
        kestrel.MaxConcurrentUpgradedConnections = limits.Connections;
        kestrel.MinRequestBodyDataRate = new MinDataRate(limits.SlowestBytesPerSecond, Grace);
        kestrel.MinResponseDataRate = new MinDataRate(limits.SlowestBytesPerSecond, Grace);
    }

    /// <summary>Lets an address take bodies of <see cref="ServerLimits.Upload"/>.</summary>
    public static TBuilder TakesUploads<TBuilder>(this TBuilder address, ServerLimits limits)
        where TBuilder : IEndpointConventionBuilder => address.TakesBodies(limits.Upload);

    /// <summary>Lets an address take bodies of so many bytes instead of <see cref="ServerLimits.Body"/>.</summary>
    public static TBuilder TakesBodies<TBuilder>(this TBuilder address, long bytes)
        where TBuilder : IEndpointConventionBuilder => address.WithMetadata(new BodyLimit(bytes));

    private sealed class BodyLimit(long bytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => bytes;
    }
}
