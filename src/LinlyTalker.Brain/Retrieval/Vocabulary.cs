using LinlyTalker.Language.English;

namespace LinlyTalker.Brain.Retrieval;

/// <summary>A word of the base that may have been said where another was heard.</summary>
/// <param name="Similarity">Of the sounds, 0 to 1.</param>
internal readonly record struct HeardAs(string Stem, float Similarity);

/// <summary>The Latin words of a base by their sound. Immutable, safe for many threads.</summary>
internal sealed class Vocabulary
{
    private const int LengthSlack = 2; // sounds

    private readonly ILookup<int, (string Stem, string Sounds)> byLength;
    private readonly ILookup<string, (string Stem, string Sounds)> byConsonants;

    public Vocabulary(IEnumerable<string> words)
    {
        var known = words.Where(w => w.All(char.IsAsciiLetter))
            .Select(w => (Stem: PorterStemmer.Stem(w), Sounds: PhoneticKey.Of(w))).Distinct().ToArray();
        byLength = known.ToLookup(w => w.Sounds.Length);
        byConsonants = known.ToLookup(w => Consonants(w.Sounds));
    }

    /// <summary>The word that has the same consonants and sounds most like <paramref name="sounds"/>, if one does.</summary>
    public HeardAs? Same(string sounds, float atLeast)
    {
        HeardAs? best = null;
        foreach (var (stem, other) in byConsonants[Consonants(sounds)])
        {
            var similarity = SoundDistance.Similarity(sounds, other);
            best = similarity >= atLeast && similarity > (best?.Similarity ?? 0) ? new HeardAs(stem, similarity) : best;
        }

        return best;
    }

    /// <summary>The words that sound most like <paramref name="sounds"/>, the nearest first; few.</summary>
    public IReadOnlyList<HeardAs> Nearest(string sounds, float atLeast)
    {
        var found = new List<HeardAs>();
        for (var length = sounds.Length - LengthSlack; length <= sounds.Length + LengthSlack; length++)
        {
            foreach (var (stem, other) in byLength[length])
            {
                var similarity = SoundDistance.Similarity(sounds, other);
                if (similarity >= atLeast)
                {
                    found.Add(new HeardAs(stem, similarity));
                }
            }
        }

        return [.. found.OrderByDescending(f => f.Similarity).ThenBy(f => f.Stem, StringComparer.Ordinal).DistinctBy(f => f.Stem).Take(3)];
    }

    private static string Consonants(string sounds) => sounds.Replace("A", "", StringComparison.Ordinal);
}
