using System.Collections.Concurrent;
using LinlyTalker.Brain.Knowledge;

namespace LinlyTalker.Brain.Retrieval;

/// <summary>How rare terms are in a base. Remembers what it looked up; safe for many threads.</summary>
internal sealed class TermStatistics(KnowledgeBase knowledge)
{
    private const int Remembered = 200_000;
    private readonly ConcurrentDictionary<string, long> frequencies = new(StringComparer.Ordinal);
    private readonly double most = Rarity(0, knowledge.PassageCount);

    /// <summary>Looks all keys up at once, so that <see cref="Idf"/> needs no query.</summary>
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

    public bool IsKnown(string key) => frequencies.GetValueOrDefault(key) > 0;

    /// <summary>Inverse document frequency as BM25 has it, scaled to 1 for a term that no passage holds.</summary>
    public float Idf(string key) => (float)(Rarity(frequencies.GetValueOrDefault(key), knowledge.PassageCount) / most);

    private static double Rarity(long passages, long all) => Math.Log(1 + ((all - passages + 0.5) / (passages + 0.5)));
}
