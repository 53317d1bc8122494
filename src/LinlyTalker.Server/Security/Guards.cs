using System.Net;
using Microsoft.AspNetCore.Builder;

namespace LinlyTalker.Server.Security;

/// <summary>What stands before every address.</summary>
internal static class Guards
{
    /// <summary>Looks at whence a request comes; before routing.</summary>
    /// <exception cref="Core.Errors.InputException">An option names no host or no origin.</exception>
    public static void UseDoor(IApplicationBuilder application, IPAddress bind, AccessOptions access)
    {
        var names = new HostNames(bind, access.Hosts);
        var origins = new Origins(access.Origins);
        application.Use(next => new HostGuard(next, names).InvokeAsync);
        application.Use(next => new OriginGuard(next, origins).InvokeAsync);
    }
}
