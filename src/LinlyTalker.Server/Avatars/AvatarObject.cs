using System.Text.Json.Serialization;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Server.Avatars;

/// <summary>An avatar as a client reads it. Times are seconds since 1970.</summary>
/// <param name="Owned">It is the caller's own; otherwise it came with the program.</param>
/// <param name="Findings">What its photo will not do well, a sentence each.</param>
internal sealed record AvatarObject(
    string Id, string Object, string Name, long Created, bool Owned, long? ConsentGiven, IReadOnlyList<string> Findings)
{
    public static AvatarObject Of(AvatarDescription avatar) => new(
        avatar.Id,
        "avatar",
        avatar.Name,
        avatar.Created.ToUnixTimeSeconds(),
        avatar.Owner is not null,
        avatar.ConsentGiven?.ToUnixTimeSeconds(),
        avatar.Findings);
}

internal sealed record AvatarList(string Object, IReadOnlyList<AvatarObject> Data);

internal sealed record AvatarDeleted(string Id, string Object, bool Deleted);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AvatarObject))]
[JsonSerializable(typeof(AvatarList))]
[JsonSerializable(typeof(AvatarDeleted))]
internal sealed partial class AvatarJson : JsonSerializerContext;
