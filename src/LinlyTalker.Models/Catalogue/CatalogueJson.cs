using System.Text.Json.Serialization;

namespace LinlyTalker.Models.Catalogue;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    IgnoreReadOnlyProperties = true,
    MaxDepth = 16)]
[JsonSerializable(typeof(CatalogueFile))]
[JsonSerializable(typeof(CatalogueEntry))]
internal sealed partial class CatalogueJson : JsonSerializerContext;

/// <summary>The layout of catalogue.json.</summary>
internal sealed record CatalogueFile(int Format, IReadOnlyList<CatalogueEntry> Models);
