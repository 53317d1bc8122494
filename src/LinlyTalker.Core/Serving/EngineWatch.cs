using System.Collections.Concurrent;
using LinlyTalker.Core.Conversations;

namespace LinlyTalker.Core.Serving;

/// <summary>A shared organ goes on with less.</summary>
/// <param name="Engine">What conversations hold of it: an <see cref="Organs.IEars"/>, an <see cref="Organs.IVoice"/>.</param>
/// <param name="Reason">A sentence that says nothing of what anybody said.</param>
public sealed record EngineDegraded(Organ Organ, object Engine, string Reason);

/// <summary>Who is told when a shared organ goes on with less. For several threads.</summary>
public sealed class EngineWatch
{
    private readonly ConcurrentDictionary<Watcher, Action<EngineDegraded>> watchers = new();

    /// <param name="told">Called on the thread that found out, so be quick.</param>
    /// <returns>Disposing it ends the watch.</returns>
    public IDisposable Add(Action<EngineDegraded> told)
    {
        var watcher = new Watcher(watchers);
        watchers[watcher] = told;
        return watcher;
    }

    public void Tell(EngineDegraded degraded)
    {
        foreach (var told in watchers.Values)
        {
            told(degraded);
        }
    }

    private sealed class Watcher(ConcurrentDictionary<Watcher, Action<EngineDegraded>> watchers) : IDisposable
    {
        public void Dispose() => watchers.TryRemove(this, out _);
    }
}
