using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LinlyTalker.Server.OpenAi.Models;

/// <summary><c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>.</summary>
internal static class ModelsEndpoints
{
    private const string Tag = "Models";

    public static void Map(IEndpointRouteBuilder routes, ServerParts parts)
    {
        routes.MapGet("/v1/models", async (CancellationToken cancellation) =>
                TypedResults.Json(await ListAsync(parts.Engines, cancellation).ConfigureAwait(false), ModelsJson.Default.ModelList))
            .WithTags(Tag)
            .WithSummary("Lists the companions, recognisers and voices of this machine.")
            .Produces<ModelList>();

        // Names of companions may hold a slash.
        routes.MapGet("/v1/models/{**id}", async (string id, CancellationToken cancellation) =>
                TypedResults.Json(await FindAsync(parts.Engines, id, cancellation).ConfigureAwait(false), ModelsJson.Default.ModelObject))
            .WithTags(Tag)
            .WithSummary("Tells about one; an OpenAI name tells about what it stands for here.")
            .Produces<ModelObject>();
    }

    private static async Task<ModelList> ListAsync(IEngines engines, CancellationToken cancellation)
    {
        var all = await engines.ListAsync(cancellation).ConfigureAwait(false);
        return new ModelList("list", [.. all.OrderBy(e => e.Kind).Select(ModelObject.Of)]);
    }

    private static async Task<ModelObject> FindAsync(IEngines engines, string id, CancellationToken cancellation)
    {
        id = Uri.UnescapeDataString(id);
        if (ModelNames.IsOpenAis(id))
        {
            id = (await engines.CompanionAsync("", cancellation).ConfigureAwait(false)).Name;
        }

        var all = await engines.ListAsync(cancellation).ConfigureAwait(false);
        return all.FirstOrDefault(e => e.Id == id) is { } found
            ? ModelObject.Of(found)
            : throw ModelNames.Unknown("There is no model of that name.");
    }
}
