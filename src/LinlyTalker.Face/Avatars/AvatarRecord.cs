using System.Text.Json.Serialization;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Face.Avatars;

/// <summary>What is kept beside a user's photo.</summary>
/// <param name="Version">Of the folder's files.</param>
internal sealed record AvatarRecord(
    int Version, string Id, string Name, string Owner, DateTimeOffset Created, DateTimeOffset ConsentGiven, IReadOnlyList<string> Findings)
{
    public const int Latest = 1;

    public AvatarDescription Describe() =>
        new(Id, Name, new UserId(Owner), Created, Findings) { ConsentGiven = ConsentGiven };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(AvatarRecord))]
internal sealed partial class AvatarRecordJson : JsonSerializerContext;
