using System.Text.Json.Serialization;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary>One model as <c>linly models list</c> shows it.</summary>
/// <param name="State"><c>here</c>, <c>own</c>, <c>to pull</c>, <c>changed</c> (a pull mends it) or <c>broken</c>.</param>
/// <param name="Size">Bytes on disk, or bytes to fetch.</param>
internal sealed record ModelRow(
    string Name, string Kind, string State, long Size, string Licence, string About, IReadOnlyList<string> Sets, string? Location)
{
    public static IReadOnlyList<ModelRow> All(ModelStore store)
    {
        var listed = store.Catalogue.Entries.Select(entry => entry.Name).ToList();
        var others = store.Names().Except(listed, StringComparer.Ordinal);
        return [.. listed.Concat(others).Select(name => Of(store, name))];
    }

    public static ModelRow Of(ModelStore store, string name)
    {
        var entry = store.Catalogue.Find(name);
        if (!store.Has(name) && entry is not null)
        {
            return new ModelRow(name, entry.Kind, "to pull", entry.Size, entry.Licence, entry.About, entry.Sets, null);
        }

        var isOwn = store.IsOwn(name);
        try
        {
            var folder = store.Open(name);
            var state = isOwn ? "own" : entry is not null && store.IsReady(entry) ? "here" : "changed";
            return new ModelRow(
                name, folder.Description.Kind, state, folder.Size, folder.Description.Licence,
                isOwn || entry is null ? folder.Description.Source ?? "" : entry.About, entry?.Sets ?? [], folder.Location);
        }
        catch (ModelFormatException fault)
        {
            return new ModelRow(name, entry?.Kind ?? "", "broken", 0, entry?.Licence ?? "", fault.Message, entry?.Sets ?? [], null);
        }
    }
}

/// <summary>What the verbs print for machines.</summary>
internal sealed record ModelAnswer(string Name, string State, string? Location, IReadOnlyList<string> Faults);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<ModelRow>))]
[JsonSerializable(typeof(IReadOnlyList<ModelAnswer>))]
[JsonSerializable(typeof(ModelDetails))]
internal sealed partial class ModelsJson : JsonSerializerContext
{
    public static string Text(IReadOnlyList<ModelRow> rows) => System.Text.Json.JsonSerializer.Serialize(rows, Default.IReadOnlyListModelRow);

    public static string Text(IReadOnlyList<ModelAnswer> answers) => System.Text.Json.JsonSerializer.Serialize(answers, Default.IReadOnlyListModelAnswer);

    public static string Text(ModelDetails details) => System.Text.Json.JsonSerializer.Serialize(details, Default.ModelDetails);
}
