using LinlyTalker.Server.Realtime.Protocol;

namespace LinlyTalker.Server.Realtime.Items;

/// <summary>The lines of one session in order. The oldest are forgotten, the system's last. Not for several threads.</summary>
internal sealed class ItemStore(int longest)
{
    private readonly List<Item> items = [];

    public IReadOnlyList<Item> All => items;

    public string? LastId => items.Count == 0 ? null : items[^1].Id;

    /// <returns>The id of the one before it.</returns>
    public string? Add(Item item)
    {
        var before = LastId;
        items.Add(item);
        if (items.Count > longest)
        {
            items.RemoveAt(Math.Max(0, items.FindIndex(i => i.Role is not ItemRole.System)));
        }

        return before;
    }

    public Item? Find(string id) => items.Find(i => i.Id == id);

    /// <exception cref="WireFault">There is none.</exception>
    public Item Get(string id) => Find(id)
        ?? throw new WireFault("item_not_found", "There is no item of that id in this conversation.", "item_id");

    public void Remove(Item item) => items.Remove(item);
}
