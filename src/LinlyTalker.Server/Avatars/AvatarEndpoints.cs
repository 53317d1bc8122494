using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Bodies;
using LinlyTalker.Server.Callers;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.Limits;
using LinlyTalker.Server.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LinlyTalker.Server.Avatars;

/// <summary><c>/v1/avatars</c>: faces of users' photos. Every user has their own.</summary>
internal static class AvatarEndpoints
{
    private const string Path = "/v1/avatars";
    private const string Tag = "Avatars";

    /// <summary>Of an avatar package; see docs/avatar-package.md.</summary>
    private const string PackageType = "application/vnd.linlytalker.avatar";

    /// <param name="leaving">What is made with an avatar goes with it.</param>
    public static void Map(
        IEndpointRouteBuilder routes, ServerLimits limits, ServerParts parts, Func<string, UserId, CancellationToken, Task>? leaving)
    {
        routes.MapPost(Path, (Delegate)((HttpContext context) => CreateAsync(context, parts)))
            .TakesUploads(limits)
            .WithTags(Tag)
            .WithSummary("Makes an avatar of a photo: a form with name, image and consent=true. Needs the agreement of the person in it.")
            .Accepts<IFormFile>("multipart/form-data")
            .Produces<AvatarObject>(StatusCodes.Status201Created);
        routes.MapGet(Path, (HttpContext context) =>
                TypedResults.Json(
                    new AvatarList("list", [.. Avatars(parts).Of(Caller.Of(context).User).Select(AvatarObject.Of)]), AvatarJson.Default.AvatarList))
            .WithTags(Tag)
            .WithSummary("Lists the avatars of this machine and the caller's own.")
            .Produces<AvatarList>();
        routes.MapGet(Path + "/{id}", (HttpContext context, string id) =>
                TypedResults.Json(AvatarObject.Of(Find(parts, id, context)), AvatarJson.Default.AvatarObject))
            .WithTags(Tag)
            .WithSummary("Tells about one.")
            .Produces<AvatarObject>();
        routes.MapGet(Path + "/{id}/image", async (HttpContext context, string id) =>
                Private(context, await Avatars(parts).PreviewAsync(Find(parts, id, context).Id, Caller.Of(context).User, context.RequestAborted).ConfigureAwait(false), "image/jpeg"))
            .WithTags(Tag)
            .WithSummary("A small picture of it.")
            .Produces(StatusCodes.Status200OK, contentType: "image/jpeg");
        routes.MapGet(Path + "/{id}/package", async (HttpContext context, string id) =>
                Private(context, await Avatars(parts).PackageAsync(Find(parts, id, context).Id, Caller.Of(context).User, context.RequestAborted).ConfigureAwait(false), PackageType))
            .WithTags(Tag)
            .WithSummary("What a client needs to draw it by itself.")
            .Produces(StatusCodes.Status200OK, contentType: PackageType);
        routes.MapDelete(Path + "/{id}", async (HttpContext context, string id) =>
                TypedResults.Json(await DeleteAsync(context, id, parts, leaving).ConfigureAwait(false), AvatarJson.Default.AvatarDeleted))
            .WithTags(Tag)
            .WithSummary("Erases it: the photo, and all that was made of it, its films too; those that wait or are being made are cancelled.")
            .Produces<AvatarDeleted>();
    }

    private static async Task<IResult> CreateAsync(HttpContext context, ServerParts parts)
    {
        var avatars = Avatars(parts);
        await using var form = await UploadForm.ReadAsync(context, "image").ConfigureAwait(false);
        if (!form.Text("consent").Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiException(
                StatusCodes.Status400BadRequest,
                "consent_required",
                "An avatar makes a face say what its person never said. Send consent=true when the person in the photo agrees to that; the time is kept.",
                "consent");
        }

        var wanted = new NewAvatar(form.Text("name"), parts.Time.GetUtcNow());
        var avatar = await avatars.CreateAsync(wanted, form.File, Caller.Of(context).User, context.RequestAborted).ConfigureAwait(false);
        context.Response.Headers.Location = $"{Path}/{avatar.Id}";
        return TypedResults.Json(AvatarObject.Of(avatar), AvatarJson.Default.AvatarObject, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<AvatarDeleted> DeleteAsync(
        HttpContext context, string id, ServerParts parts, Func<string, UserId, CancellationToken, Task>? leaving)
    {
        var avatar = Find(parts, id, context);
        if (avatar.Owner is not { } owner)
        {
            throw new ApiException(StatusCodes.Status403Forbidden, "not_yours", "That avatar came with the program and stays.");
        }

        if (leaving is not null)
        {
            // First, since whoever asks again after a failure still finds the avatar. A film ordered meanwhile fails without it.
            await leaving(avatar.Id, owner, context.RequestAborted).ConfigureAwait(false);
        }

        return await Avatars(parts).DeleteAsync(avatar.Id, owner, context.RequestAborted).ConfigureAwait(false)
            ? new AvatarDeleted(avatar.Id, "avatar.deleted", true)
            : throw Unknown();
    }

    private static AvatarDescription Find(ServerParts parts, string id, HttpContext context) =>
        Avatars(parts).Find(id, Caller.Of(context).User) ?? throw Unknown();

    private static IAvatars Avatars(ServerParts parts) => parts.Avatars ?? throw new ApiException(
        StatusCodes.Status501NotImplemented, "not_served", "This server has no avatars: nothing here finds faces; see 'linly doctor' on its machine.");

    private static ApiException Unknown() => new(
        StatusCodes.Status404NotFound, "not_found", "There is no avatar of that id, or it is another user's; see GET /v1/avatars.");

    private static IResult Private(HttpContext context, ReadOnlyMemory<byte> bytes, string type)
    {
        context.Response.IsPrivate();
        return TypedResults.Bytes(bytes, type);
    }
}
