using System.Text.Unicode;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Bodies;
using LinlyTalker.Server.Callers;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.Limits;
using LinlyTalker.Server.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LinlyTalker.Server.Knowledge;

/// <summary><c>/v1/knowledge</c>: documents from which companions answer those who gave them.</summary>
internal static class KnowledgeEndpoints
{
    private const string Path = "/v1/knowledge";
    private const string Tag = "Knowledge";
    private const int Found = 10;
    private const int MostFound = 50;

    public static void Map(IEndpointRouteBuilder routes, ServerLimits limits, ServerParts parts)
    {
        routes.MapPost(Path, (Delegate)((HttpContext context) => AddAsync(context, parts)))
            .TakesUploads(limits)
            .WithTags(Tag)
            .WithSummary("Takes a document: a form with file. It counts from the next question on.")
            .Accepts<KnowledgeForm>("multipart/form-data")
            .Produces<KnowledgeObject>(StatusCodes.Status201Created);
        routes.MapGet(Path, (Delegate)(async (HttpContext context) =>
                TypedResults.Json(await ListAsync(context, parts).ConfigureAwait(false), KnowledgeJson.Default.KnowledgeList)))
            .WithTags(Tag)
            .WithSummary("Lists the caller's documents.")
            .Produces<KnowledgeList>();
        routes.MapGet(Path + "/search", async (HttpContext context, string? q, string? limit) =>
                TypedResults.Json(
                    await SearchAsync(context, parts, q, "q", ListLimit.Of(limit, Found, MostFound)).ConfigureAwait(false),
                    KnowledgeJson.Default.KnowledgePassages))
            .WithTags(Tag)
            .WithSummary("Finds the passages of the caller's documents that come nearest to a question.")
            .Produces<KnowledgePassages>();
        routes.MapPost(Path + "/search", (Delegate)(async (HttpContext context) =>
                TypedResults.Json(await AskAsync(context, parts).ConfigureAwait(false), KnowledgeJson.Default.KnowledgePassages)))
            .WithTags(Tag)
            .WithSummary("The same, with the question in the body, where no log of addresses keeps it.")
            .Accepts<KnowledgeQuestion>("application/json")
            .Produces<KnowledgePassages>();
        routes.MapGet(Path + "/{id}", async (HttpContext context, string id) =>
                TypedResults.Json(
                    KnowledgeObject.Of(
                        await Knowledge(parts).FindAsync(id, Caller.Of(context).User, context.RequestAborted).ConfigureAwait(false) ?? throw Unknown()),
                    KnowledgeJson.Default.KnowledgeObject))
            .WithTags(Tag)
            .WithSummary("Tells about one.")
            .Produces<KnowledgeObject>();
        routes.MapGet(Path + "/{id}/content", (Delegate)((HttpContext context, string id) => ContentAsync(context, id, parts)))
            .WithTags(Tag)
            .WithSummary("The document as it was given, to be saved: no browser shows it as a page.")
            .Produces(StatusCodes.Status200OK, contentType: "text/markdown", additionalContentTypes: ["text/csv", "text/plain"]);
        routes.MapDelete(Path + "/{id}", async (HttpContext context, string id) =>
                await Knowledge(parts).DeleteAsync(id, Caller.Of(context).User, context.RequestAborted).ConfigureAwait(false)
                    ? TypedResults.Json(new KnowledgeDeleted(id, "knowledge.document.deleted", true), KnowledgeJson.Default.KnowledgeDeleted)
                    : throw Unknown())
            .WithTags(Tag)
            .WithSummary("Erases it and all that was made of it. It counts no more from the next question on.")
            .Produces<KnowledgeDeleted>();
    }

    private static async Task<IResult> AddAsync(HttpContext context, ServerParts parts)
    {
        var knowledge = Knowledge(parts);
        await using var form = await UploadForm.ReadAsync(context, "file").ConfigureAwait(false);
        var document = await knowledge.AddAsync(form.FileName, form.File, Caller.Of(context).User, context.RequestAborted).ConfigureAwait(false);
        context.Response.Headers.Location = $"{Path}/{document.Id}";
        return TypedResults.Json(KnowledgeObject.Of(document), KnowledgeJson.Default.KnowledgeObject, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ContentAsync(HttpContext context, string id, ServerParts parts)
    {
        var (knowledge, user) = (Knowledge(parts), Caller.Of(context).User);
        var document = await knowledge.FindAsync(id, user, context.RequestAborted).ConfigureAwait(false) ?? throw Unknown();
        var bytes = await knowledge.ReadAsync(id, user, context.RequestAborted).ConfigureAwait(false) ?? throw Unknown();
        context.Response.IsPrivate();

        // Other encodings are taken too, and not told apart again.
        return TypedResults.Bytes(bytes, TypeOf(document.Name) + (Utf8.IsValid(bytes) ? "; charset=utf-8" : ""), document.Name);
    }

    /// <summary>By the ending, as it is read.</summary>
    private static string TypeOf(string name) => System.IO.Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".md" or ".markdown" => "text/markdown",
        ".csv" => "text/csv",
        ".tsv" => "text/tab-separated-values",
        _ => "text/plain",
    };

    private static async Task<KnowledgeList> ListAsync(HttpContext context, ServerParts parts) => new(
        "list",
        [.. (await Knowledge(parts).ListAsync(Caller.Of(context).User, context.RequestAborted).ConfigureAwait(false)).Select(KnowledgeObject.Of)]);

    private static async Task<KnowledgePassages> AskAsync(HttpContext context, ServerParts parts)
    {
        var asked = await JsonBody.ReadAsync(context, KnowledgeJson.Default.KnowledgeQuestion).ConfigureAwait(false);
        return await SearchAsync(context, parts, asked.Query, "query", ListLimit.Of(asked.Limit, Found, MostFound)).ConfigureAwait(false);
    }

    private static async Task<KnowledgePassages> SearchAsync(HttpContext context, ServerParts parts, string? question, string field, int most)
    {
        if (string.IsNullOrWhiteSpace(question))
        {
            throw Invalid.Value(field, $"{field} is to be what is sought.");
        }

        var found = await Knowledge(parts).SearchAsync(question, most, Caller.Of(context).User, context.RequestAborted).ConfigureAwait(false);
        return new KnowledgePassages("list", [.. found.Select(KnowledgePassage.Of)]);
    }

    private static IKnowledgeBases Knowledge(ServerParts parts) => parts.Knowledge ?? throw new ApiException(
        StatusCodes.Status501NotImplemented, "not_served", "This server takes no documents.");

    private static ApiException Unknown() => new(
        StatusCodes.Status404NotFound, "not_found", "There is no document of that id, or it is another user's; see GET /v1/knowledge.");
}
