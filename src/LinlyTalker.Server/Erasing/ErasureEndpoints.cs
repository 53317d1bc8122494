using System.Text.Json.Serialization;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Callers;
using LinlyTalker.Server.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LinlyTalker.Server.Erasing;

/// <summary><c>DELETE /v1/me/data</c>: all that is kept for the caller goes, with all that came of it. Their keys stay.</summary>
internal static class ErasureEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, IReadOnlyList<IErasable> places)
    {
        var log = routes.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("LinlyTalker.Erasure");
        routes.MapDelete("/v1/me/data", async (HttpContext context) =>
            {
                var erased = await EraseAsync(places, Caller.Of(context).User, log).ConfigureAwait(false);
                return TypedResults.Json(erased, ErasureJson.Default.DataErased);
            })
            .WithTags("Users")
            .WithSummary("Erases all that is kept for the caller, with everything derived from it, and counts it.")
            .Produces<DataErased>();
    }

    /// <summary>What is begun is finished, whether or not the caller waits; one place that fails keeps no other from it.</summary>
    private static async Task<DataErased> EraseAsync(IReadOnlyList<IErasable> places, UserId user, ILogger log)
    {
        var erased = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var failed = new List<string>();
        foreach (var place in places)
        {
            try
            {
                erased[place.Kept] = await place.EraseAsync(user, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                failed.Add(e is LinlyException known ? $"{place.Kept} ({ClientSentence.Unavailable(known)})" : place.Kept);
                Fault.Tell(log, $"Erasing {place.Kept} failed", e);
            }
        }

        return failed.Count == 0
            ? new DataErased("user.data.deleted", true, erased)
            : throw new ApiException(
                StatusCodes.Status503ServiceUnavailable,
                "not_all_erased",
                $"Not all could be erased: {string.Join(", ", failed)}. The rest is; ask again, and tell whoever runs this server if it stays so.");
    }
}

/// <param name="Erased">How many there were of each kind.</param>
internal sealed record DataErased(string Object, bool Deleted, IReadOnlyDictionary<string, int> Erased);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DataErased))]
internal sealed partial class ErasureJson : JsonSerializerContext;
