using System.Collections.Concurrent;
using LinlyTalker.Brain.Knowledge;

namespace LinlyTalker.Brain.Retrieval;

/// <summary>In how many passages of a base a term occurs. Remembers what it looked up; safe for many threads.</summary>
internal sealed class TermFrequencies(KnowledgeBase knowledge)
{
    private const int Remembered = 200_000;
    private readonly ConcurrentDictionary<string, long> frequencies = new(StringComparer.Ordinal);

    /// <summary>Looks all keys up at once, so that <see cref="Of"/> needs no query.</summary>
    public void Prepare(IEnumerable<string> keys)
    {
        if (frequencies.Count > Remembered)
        {
            frequencies.Clear();
        }

        var missing = keys.Where(k => !frequencies.ContainsKey(k)).Distinct(StringComparer.Ordinal).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        var found = knowledge.Frequencies(missing);
        foreach (var key in missing)
        {
            frequencies[key] = found.GetValueOrDefault(key);
        }
    }

    public long Of(string key) => frequencies.GetValueOrDefault(key);
}
