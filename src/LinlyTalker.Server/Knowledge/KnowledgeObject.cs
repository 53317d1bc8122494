using System.Text.Json.Serialization;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Server.Knowledge;

/// <summary>A document as a client reads it.</summary>
/// <param name="Name">What answers cite as their source.</param>
/// <param name="Passages">What can be an answer.</param>
/// <param name="Created">Seconds since 1970.</param>
/// <param name="Findings">What was not read, or will not serve well, a sentence each.</param>
internal sealed record KnowledgeObject(
    string Id, string Object, string Name, long Bytes, int Passages, long Created, IReadOnlyList<string> Findings)
{
    public static KnowledgeObject Of(KnowledgeDocument document) => new(
        document.Id,
        "knowledge.document",
        document.Name,
        document.Bytes,
        document.Passages,
        document.Created.ToUnixTimeSeconds(),
        document.Findings);
}

internal sealed record KnowledgeList(string Object, IReadOnlyList<KnowledgeObject> Data);

internal sealed record KnowledgeDeleted(string Id, string Object, bool Deleted);

/// <summary>The form's fields, for the documentation.</summary>
/// <param name="File">Markdown, plain text or CSV.</param>
internal sealed record KnowledgeForm(Microsoft.AspNetCore.Http.IFormFile File);

/// <param name="Limit">1 to 50, by default 10.</param>
internal sealed record KnowledgeQuestion(string? Query, int? Limit);

/// <param name="Document">Its id.</param>
/// <param name="Text">Markdown.</param>
/// <param name="Score">0 to about 1; companions answer from about 0.5.</param>
internal sealed record KnowledgePassage(string Document, string File, string Heading, int Line, string Text, double Score)
{
    public static KnowledgePassage Of(FoundPassage found) =>
        new(found.Document, found.File, found.Heading, found.Line, found.Text, found.Score);
}

internal sealed record KnowledgePassages(string Object, IReadOnlyList<KnowledgePassage> Data);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(KnowledgeObject))]
[JsonSerializable(typeof(KnowledgeList))]
[JsonSerializable(typeof(KnowledgeDeleted))]
[JsonSerializable(typeof(KnowledgeQuestion))]
[JsonSerializable(typeof(KnowledgePassages))]
internal sealed partial class KnowledgeJson : JsonSerializerContext;
