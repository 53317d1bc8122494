using LinlyTalker.Server.OpenAi.Models;
using Microsoft.AspNetCore.Routing;

namespace LinlyTalker.Server.Hosting;

/// <summary>Every address of the server, room by room.</summary>
internal static class Routes
{
    public static void Map(IEndpointRouteBuilder routes, ServerOptions options, ServerParts parts)
    {
        _ = options;
        ModelsEndpoints.Map(routes, parts);
    }
}
