using LinlyTalker.Server.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LinlyTalker.Server.OpenAi.Embeddings;

/// <summary><c>POST /v1/embeddings</c>: no engine of this program makes embeddings yet.</summary>
internal static class EmbeddingsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/embeddings", void () => throw new ApiException(
                StatusCodes.Status501NotImplemented,
                "not_served",
                "No engine of this server makes embeddings: its knowledge is found by words. Use an embedding server of your own."))
            .WithTags("Embeddings")
            .WithSummary("Not served: no engine makes embeddings.")
            .Accepts<EmbeddingsRequest>("application/json")
            .Produces(StatusCodes.Status501NotImplemented);
}

/// <param name="Input">One text or several.</param>
internal sealed record EmbeddingsRequest(string? Model, StringOrStrings? Input);
