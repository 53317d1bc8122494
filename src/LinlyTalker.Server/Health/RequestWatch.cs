using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LinlyTalker.Server.Health;

/// <summary>Counts and times every request, by the pattern of its address.</summary>
internal sealed class RequestWatch(RequestDelegate next, ServerMeter meter)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var begin = Stopwatch.GetTimestamp();
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
            meter.Answer(MethodOf(context.Request.Method), route, context.Response.StatusCode, Stopwatch.GetElapsedTime(begin));
        }
    }

    /// <summary>Clients may invent methods; labels may not be without number.</summary>
    private static string MethodOf(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsPost(method) || HttpMethods.IsDelete(method) ? method : "other";
}
