using LinlyTalker.Face.Puppet;

namespace LinlyTalker.Face.Avatars;

/// <summary>
/// Faces that are ready, shared by all sessions: the least recently asked for go first when they together take too much
/// memory. One that a session still shows is found again as long as it does. For many threads.
/// </summary>
/// <param name="memory">In bytes; the face that was asked for last stays in any case.</param>
internal sealed class SharedFaces(long memory)
{
    private readonly Lock gate = new();
    private readonly LinkedList<(string Id, Lazy<PortraitAvatar> Face)> kept = []; // the most recent first
    private readonly Dictionary<string, WeakReference<PortraitAvatar>> known = new(StringComparer.Ordinal);

    /// <summary>How many are kept.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return kept.Count;
            }
        }
    }

    /// <param name="open">Called once, however many ask at a time.</param>
    public PortraitAvatar Get(string id, Func<PortraitAvatar> open)
    {
        Lazy<PortraitAvatar> opening;
        lock (gate)
        {
            opening = Take(id)
                ?? (known.TryGetValue(id, out var shown) && shown.TryGetTarget(out var alive) ? new(alive) : new(open));
            kept.AddFirst((id, opening));
        }

        try
        {
            var face = opening.Value;
            lock (gate)
            {
                known[id] = new(face);
                Evict();
            }

            return face;
        }
        catch
        {
            Forget(id);
            throw;
        }
    }

    public void Forget(string id)
    {
        lock (gate)
        {
            Take(id);
            known.Remove(id);
        }
    }

    private Lazy<PortraitAvatar>? Take(string id)
    {
        for (var node = kept.First; node is not null; node = node.Next)
        {
            if (node.Value.Id == id)
            {
                kept.Remove(node);
                return node.Value.Face;
            }
        }

        return null;
    }

    private void Evict()
    {
        while (kept.Count > 1 && kept.Sum(k => k.Face.IsValueCreated ? k.Face.Value.Bytes : 0) > memory)
        {
            kept.RemoveLast();
        }

        foreach (var gone in known.Where(k => !k.Value.TryGetTarget(out _)).Select(k => k.Key).ToArray())
        {
            known.Remove(gone);
        }
    }
}
