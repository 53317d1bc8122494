namespace LinlyTalker.Brain.Retrieval;

/// <summary>How rare terms are in several bases together. Safe for many threads.</summary>
internal sealed class TermStatistics
{
    private readonly IReadOnlyList<SearchedBase> bases;
    private readonly long passages;
    private readonly double most;

    public TermStatistics(IReadOnlyList<SearchedBase> bases)
    {
        this.bases = bases;
        passages = bases.Sum(b => b.Knowledge.PassageCount);
        most = Rarity(0, passages);
    }

    /// <summary>Looks all keys up at once, so that <see cref="Idf"/> needs no query.</summary>
    public void Prepare(IEnumerable<string> keys)
    {
        string[] all = [.. keys];
        foreach (var searched in bases)
        {
            searched.Frequencies.Prepare(all);
        }
    }

    public bool IsKnown(string key) => bases.Any(b => b.Frequencies.Of(key) > 0);

    /// <summary>Inverse document frequency as BM25 has it, scaled to 1 for a term that no passage holds.</summary>
    public float Idf(string key) => (float)(Rarity(bases.Sum(b => b.Frequencies.Of(key)), passages) / most);

    private static double Rarity(long passages, long all) => Math.Log(1 + ((all - passages + 0.5) / (passages + 0.5)));
}
