using LinlyTalker.Server.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LinlyTalker.Server.Health;

/// <summary><c>/health</c>, <c>/ready</c> and <c>/metrics</c>.</summary>
internal static class HealthEndpoints
{
    private const string Tag = "Health";

    public static void Map(IEndpointRouteBuilder routes, ServerParts parts, MetricsPage metrics)
    {
        var ending = routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        routes.MapGet("/health", () => TypedResults.Json(new Liveness("alive"), HealthJson.Default.Liveness))
            .WithTags(Tag)
            .WithSummary("Answers as long as the process lives.")
            .Produces<Liveness>();
        routes.MapGet("/ready", async (CancellationToken cancellation) =>
            {
                var found = await Readiness.OfAsync(parts, ending.IsCancellationRequested, cancellation).ConfigureAwait(false);
                return TypedResults.Json(
                    found,
                    HealthJson.Default.Readiness,
                    statusCode: found.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
            })
            .WithTags(Tag)
            .WithSummary("Whether requests can be answered, and what this machine does without.")
            .Produces<Readiness>()
            .Produces<Readiness>(StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/metrics", () => TypedResults.Text(metrics.Write(), MetricsPage.ContentType))
            .WithTags(Tag)
            .WithSummary("Counts and times in the text form of Prometheus.")
            .Produces<string>(contentType: "text/plain");
    }
}
