using System.Net;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace LinlyTalker.Server.Security;

/// <summary>What stands before every address.</summary>
internal static class Guards
{
    /// <summary>Looks at whence a request comes; before routing.</summary>
    /// <exception cref="InputException">An option names no host or no origin.</exception>
    public static void UseDoor(IApplicationBuilder application, IPAddress bind, AccessOptions access)
    {
        if (access.Proxies.Count > 0)
        {
            // Host is not taken from a header: a proxy passes on the one that it was asked for.
            var forwarded = new ForwardedHeadersOptions
            {
                ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
                ForwardLimit = null,
            };
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            access.Proxies.ToList().ForEach(forwarded.KnownIPNetworks.Add);
            application.UseForwardedHeaders(forwarded);
        }

        var names = new HostNames(bind, access.Hosts);
        var origins = new Origins(access.Origins);
        application.Use(next => new HostGuard(next, names).InvokeAsync);
        application.Use(next => new OriginGuard(next, origins).InvokeAsync);
    }

    /// <summary>Looks at who asks, and how much; after routing and with WebSockets recognised.</summary>
    public static void UseKeys(
        IApplicationBuilder application, bool isRequired, IApiKeys? keys, ClientTokens tokens, ServerLimits limits, TimeProvider time)
    {
        application.Use(next => new Authentication(next, isRequired, keys, tokens).InvokeAsync);
        application.Use(next => new LimitGate(next, limits, time).InvokeAsync);
        if (keys is not null)
        {
            application.Use(next => new RevocationWatch(next, keys, time).InvokeAsync);
        }
    }

    /// <summary>A server that others can reach does not start without a key.</summary>
    /// <exception cref="LinlyException">Keys are asked for, and there is none.</exception>
    public static async Task CheckKeysAsync(IPAddress bind, AccessOptions access, IApiKeys? keys, CancellationToken cancellation)
    {
        if (!access.RequiresKey(bind)
            || (keys is not null && (await keys.ListAsync(cancellation).ConfigureAwait(false)).Any(key => key.Revoked is null)))
        {
            return;
        }

        var why = IPAddress.IsLoopback(bind) ? "Callers are to show a key" : $"Others than this machine can reach {bind}, so callers are to show a key";
        throw new LinlyException($"{why}, and there is none yet; make one with 'linly keys add NAME'{(IPAddress.IsLoopback(bind) ? "" : ", or stay on this machine with --bind 127.0.0.1")}.");
    }
}
