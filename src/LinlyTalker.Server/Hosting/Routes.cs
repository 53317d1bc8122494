using Microsoft.AspNetCore.Routing;

namespace LinlyTalker.Server.Hosting;

/// <summary>Every address of the server, room by room.</summary>
internal static class Routes
{
    public static void Map(IEndpointRouteBuilder routes, ServerOptions options, ServerParts parts)
    {
        // One line per room: ChatEndpoints.Map(routes, parts); …
        _ = (routes, options, parts);
    }
}
