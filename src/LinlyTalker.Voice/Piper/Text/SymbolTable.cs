namespace LinlyTalker.Voice.Piper.Text;

/// <summary>A text as the model reads it.</summary>
/// <param name="Ids">Begin, pad, then each symbol's numbers and a pad, end.</param>
/// <param name="Places">By symbol: where its numbers begin and end among the ids; both 0 where the voice does not know it.</param>
internal sealed record EncodedSymbols(long[] Ids, IReadOnlyList<(int Start, int End)> Places, IReadOnlyList<string> Unknown);

/// <summary>The numbers of a voice's symbols (<c>phoneme_id_map</c>).</summary>
/// <param name="numbers">By symbol; holds the begin <c>^</c>, the pad <c>_</c> and the end <c>$</c>.</param>
/// <param name="clusters">Symbols of several code points (<c>vowel_clusters</c>), which are taken whole.</param>
internal sealed class SymbolTable(IReadOnlyDictionary<string, long[]> numbers, IReadOnlyList<string> clusters)
{
    private readonly List<string> clusters = [.. clusters.Where(c => c.Length > 0).OrderByDescending(c => c.Length)];

    /// <summary>A symbol that the voice does not know is left out with its pad.</summary>
    public EncodedSymbols Encode(IReadOnlyList<string> symbols)
    {
        var ids = new List<long>(2 * symbols.Count) { };
        ids.AddRange(numbers["^"]);
        ids.AddRange(numbers["_"]);
        var places = new (int Start, int End)[symbols.Count];
        var unknown = new List<string>();
        for (var at = 0; at < symbols.Count;)
        {
            var count = ClusterAt(symbols, at);
            var symbol = count == 1 ? symbols[at] : string.Concat(symbols.Skip(at).Take(count));
            if (numbers.TryGetValue(symbol, out var own))
            {
                Array.Fill(places, (ids.Count, ids.Count + own.Length), at, count);
                ids.AddRange(own);
                ids.AddRange(numbers["_"]);
            }
            else
            {
                unknown.Add(symbol);
            }

            at += count;
        }

        ids.AddRange(numbers["$"]);
        return new([.. ids], places, unknown);
    }

    /// <returns>Code points of the cluster that begins here; 1 for none.</returns>
    private int ClusterAt(IReadOnlyList<string> symbols, int at)
    {
        foreach (var cluster in clusters)
        {
            var (length, count) = (0, 0);
            while (length < cluster.Length && at + count < symbols.Count
                && string.CompareOrdinal(cluster, length, symbols[at + count], 0, symbols[at + count].Length) == 0)
            {
                length += symbols[at + count].Length;
                count++;
            }

            if (length == cluster.Length)
            {
                return count;
            }
        }

        return 1;
    }
}
