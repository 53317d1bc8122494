using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Bodies;
using LinlyTalker.Server.Callers;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.OpenAi;
using LinlyTalker.Server.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LinlyTalker.Server.Videos;

/// <summary><c>/v1/videos</c>: films that are made while the client does something else. Every user has their own.</summary>
internal static class VideoEndpoints
{
    private const string Path = "/v1/videos";
    private const string Tag = "Videos";
    private const string FilmType = "video/mp4";
    private const int MostListed = 100;
    private const int UsuallyListed = 20;

    public static void Map(IEndpointRouteBuilder routes, VideoOptions options, ServerParts parts)
    {
        var desk = routes.ServiceProvider.GetService<VideoDesk>();
        routes.MapPost(Path, (Delegate)((HttpContext context) => OrderAsync(context, Served(desk), options, parts)))
            .WithTags(Tag)
            .WithSummary("Orders a film of a face that says a text or answers a question.")
            .Accepts<VideoRequest>("application/json")
            .Produces<VideoObject>(StatusCodes.Status201Created);
        routes.MapGet(Path, (Delegate)(async (HttpContext context) =>
                TypedResults.Json(await ListAsync(context, Served(desk), options).ConfigureAwait(false), VideoJson.Default.VideoList)))
            .WithTags(Tag)
            .WithSummary("Lists the caller's films, the newest first; limit and after page through them.")
            .Produces<VideoList>();
        routes.MapGet(Path + "/{id}", async (HttpContext context, string id) =>
                Shown(await FindAsync(context, id, Served(desk)).ConfigureAwait(false), options))
            .WithTags(Tag)
            .WithSummary("Tells how far one is.")
            .Produces<VideoObject>();
        routes.MapGet(Path + "/{id}/content", async (HttpContext context, string id) =>
                Content(context, await FindAsync(context, id, Served(desk)).ConfigureAwait(false), Served(desk)))
            .WithTags(Tag)
            .WithSummary("The film; parts of it by the header Range.")
            .Produces(StatusCodes.Status200OK, contentType: FilmType);
        routes.MapPost(Path + "/{id}/cancel", async (HttpContext context, string id) =>
            {
                await Served(desk).CancelAsync(id, Caller.Of(context).User, context.RequestAborted).ConfigureAwait(false);
                return Shown(await FindAsync(context, id, Served(desk)).ConfigureAwait(false), options);
            })
            .WithTags(Tag)
            .WithSummary("Cancels one that waits or is being made; one that has ended stays as it is.")
            .Produces<VideoObject>();
        routes.MapDelete(Path + "/{id}", async (HttpContext context, string id) =>
                await Served(desk).DeleteAsync(id, Caller.Of(context).User, context.RequestAborted).ConfigureAwait(false)
                    ? TypedResults.Json(new VideoDeleted(id, "video.deleted", true), VideoJson.Default.VideoDeleted)
                    : throw Unknown())
            .WithTags(Tag)
            .WithSummary("Erases it, whatever its state.")
            .Produces<VideoDeleted>();
    }

    private static async Task<JsonHttpResult<VideoObject>> OrderAsync(HttpContext context, VideoDesk desk, VideoOptions options, ServerParts parts)
    {
        var user = Caller.Of(context).User;
        var asked = await JsonBody.ReadAsync(context, VideoJson.Default.VideoRequest).ConfigureAwait(false);
        var order = await VideoOrder.OfAsync(asked, parts, options, user, context.RequestAborted).ConfigureAwait(false);
        var job = await desk.OrderAsync(order, user, context.RequestAborted).ConfigureAwait(false);
        context.Response.Headers.Location = $"{Path}/{job.Id}";
        return TypedResults.Json(VideoObject.Of(job, options.Keep), VideoJson.Default.VideoObject, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<VideoList> ListAsync(HttpContext context, VideoDesk desk, VideoOptions options)
    {
        var user = Caller.Of(context).User;
        var most = ListLimit.Of(context.Request.Query["limit"], UsuallyListed, MostListed);
        var after = context.Request.Query["after"].ToString() is { Length: > 0 } id
            ? (await desk.FindAsync(id, user, context.RequestAborted).ConfigureAwait(false) ?? throw Unknown()).Id
            : null;

        // One more tells whether there are more.
        var found = await desk.ListAsync(user, most + 1, after, context.RequestAborted).ConfigureAwait(false);
        VideoObject[] videos = [.. found.Take(most).Select(job => VideoObject.Of(job, options.Keep))];
        return new("list", videos, videos.FirstOrDefault()?.Id, videos.LastOrDefault()?.Id, found.Count > most);
    }

    private static async Task<Job> FindAsync(HttpContext context, string id, VideoDesk desk) =>
        await desk.FindAsync(id, Caller.Of(context).User, context.RequestAborted).ConfigureAwait(false) ?? throw Unknown();

    private static JsonHttpResult<VideoObject> Shown(Job job, VideoOptions options) => TypedResults.Json(VideoObject.Of(job, options.Keep), VideoJson.Default.VideoObject);

    private static PhysicalFileHttpResult Content(HttpContext context, Job job, VideoDesk desk)
    {
        if (VideoResult.Of(job) is not { } result)
        {
            throw new ApiException(
                StatusCodes.Status409Conflict,
                "video_not_ready",
                job.State is JobState.Queued or JobState.Running ? "The film is not ready; ask again later." : "There is no film: it was cancelled, or failed.");
        }

        if (result.Erased is { } erased)
        {
            throw new ApiException(
                StatusCodes.Status410Gone,
                "video_expired",
                $"The film was erased at {erased:u} to make room for newer ones; order it again, and fetch it soon.");
        }

        var path = desk.Shelf.PathOf(result.File);
        if (!File.Exists(path))
        {
            throw new ApiException(StatusCodes.Status404NotFound, "not_found", "The film's file is gone; order it again.");
        }

        context.Response.IsPrivate();
        return TypedResults.PhysicalFile(path, FilmType, $"{job.Id}.mp4", enableRangeProcessing: true);
    }

    private static VideoDesk Served(VideoDesk? desk) => desk ?? throw new ApiException(
        StatusCodes.Status501NotImplemented, "not_served", "This server makes no films; see 'linly doctor' on its machine.");

    private static ApiException Unknown() => new(
        StatusCodes.Status404NotFound, "not_found", "There is no film of that id, or it is another user's; see GET /v1/videos.");
}
