using LinlyTalker.Server.Realtime.Protocol;

namespace LinlyTalker.Server.Realtime.Items;

/// <summary>Items as a client reads them.</summary>
internal static class ItemShape
{
    public static ItemBody Describe(this Item item, Dialect dialect, string? status = null) => new(
        item.Id,
        status ?? (item.IsComplete ? "completed" : "incomplete"),
        item.Role.ToString().ToLowerInvariant(),
        [Part(item, dialect)]);

    private static PartBody Part(Item item, Dialect dialect) => (item.Role, item.IsSound) switch
    {
        (ItemRole.Assistant, true) => new(dialect is Dialect.General ? "output_audio" : "audio") { Transcript = item.Text },
        (ItemRole.Assistant, false) => new(dialect is Dialect.General ? "output_text" : "text") { Text = item.Text ?? "" },
        (_, true) => new("input_audio") { Transcript = item.Text },
        _ => new("input_text") { Text = item.Text ?? "" },
    };
}
