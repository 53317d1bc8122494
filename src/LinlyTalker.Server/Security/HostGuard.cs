using LinlyTalker.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.Security;

/// <summary>Answers only those who ask for this server by one of its own names.</summary>
internal sealed class HostGuard(RequestDelegate next, HostNames names)
{
    public Task InvokeAsync(HttpContext context) => names.Contains(context.Request.Host.Host)
        ? next(context)
        : throw new ApiException(
            StatusCodes.Status403Forbidden,
            "host_not_allowed",
            "This server does not answer under that host name; whoever runs it can add the name with --host.");
}
