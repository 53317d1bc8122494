using System.Text.Json.Serialization;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Server.OpenAi.Models;

/// <summary>One thing that can be named as a model or a voice.</summary>
/// <param name="Created">Seconds since 1970.</param>
/// <param name="Kind">Extension: <c>companion</c> (for chat and realtime), <c>recogniser</c> or <c>voice</c>.</param>
/// <param name="Description">Extension.</param>
/// <param name="Languages">Extension: BCP 47 tags; empty: any, or unknown.</param>
internal sealed record ModelObject(
    string Id, string Object, long Created, string OwnedBy, string Kind, string Description, IReadOnlyList<string> Languages)
{
    public static ModelObject Of(EngineDescription engine) => new(
        engine.Id,
        "model",
        engine.Created.ToUnixTimeSeconds(),
        "linlytalker",
        engine.Kind switch
        {
            EngineKind.Companion => "companion",
            EngineKind.Recogniser => "recogniser",
            _ => "voice",
        },
        engine.Description,
        engine.Languages);
}

internal sealed record ModelList(string Object, IReadOnlyList<ModelObject> Data);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ModelObject))]
internal sealed partial class ModelsJson : JsonSerializerContext;
