using System.Text.Json.Serialization;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Brain.Shelves;

/// <summary>What is kept beside a document.</summary>
/// <param name="Version">Of the folder's files.</param>
internal sealed record DocumentRecord(
    int Version, string Id, string Owner, string Name, long Bytes, int Passages, DateTimeOffset Created, IReadOnlyList<string> Findings)
{
    public const int Latest = 1;

    public KnowledgeDocument Describe() => new(Id, Name, Bytes, Passages, Created, Findings);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(DocumentRecord))]
internal sealed partial class DocumentRecordJson : JsonSerializerContext;
