using LinlyTalker.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.Security;

/// <summary>
/// Turns away what scripts of foreign pages ask, before anything is done for them; answers those that are allowed as
/// browsers want it (CORS, Fetch standard §3.2). Programs that are no browsers send no origin.
/// </summary>
internal sealed class OriginGuard(RequestDelegate next, Origins origins)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var sent = request.Headers.Origin;
        if (sent.Count == 0)
        {
            return IsEmbeddedElsewhere(request) ? throw NotAllowed() : next(context);
        }

        var origin = sent.ToString();
        if (sent.Count > 1 || !origins.Contains(origin, request))
        {
            throw NotAllowed();
        }

        if (origins.IsForeign(origin, request))
        {
            // At the last moment, since an error answer clears what stands there before.
            context.Response.OnStarting(() => Allow(context.Response.Headers, origin));
        }

        var isPreflight = HttpMethods.IsOptions(request.Method) && request.Headers.AccessControlRequestMethod.Count > 0;
        return isPreflight ? AnswerPreflight(context) : next(context);
    }

    /// <summary>An image or script of a foreign page: browsers send no origin with it, but say whence it comes (Fetch Metadata).</summary>
    private static bool IsEmbeddedElsewhere(HttpRequest request) =>
        request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase)
        && request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
        && request.Headers["Sec-Fetch-Mode"].ToString() is not "navigate";

    private static Task Allow(IHeaderDictionary headers, string origin)
    {
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlExposeHeaders = "Location, Retry-After, X-Request-Id";
        headers.AppendCommaSeparatedValues("Vary", "Origin");
        return Task.CompletedTask;
    }

    private static Task AnswerPreflight(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowMethods = "GET, POST, PUT, PATCH, DELETE";
        headers.AccessControlMaxAge = "600";

        // The official clients send a dozen headers of their own; none of them grants anything here.
        var asked = context.Request.Headers.AccessControlRequestHeaders.ToString();
        headers.AccessControlAllowHeaders = asked.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ',' or ' ') ? asked : "Authorization, Content-Type";
        if (context.Request.Headers["Access-Control-Request-Private-Network"] == "true")
        {
            headers["Access-Control-Allow-Private-Network"] = "true";
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static ApiException NotAllowed() => new(
        StatusCodes.Status403Forbidden,
        "origin_not_allowed",
        "Scripts of that page may not use this server; whoever runs it can allow the page with --origin.");
}
