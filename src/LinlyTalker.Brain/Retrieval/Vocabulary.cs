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

    public Vocabulary(IEnumerable<string> words) =>
        byLength = words.Where(w => w.All(char.IsAsciiLetter)).Select(w => (PorterStemmer.Stem(w), PhoneticKey.Of(w)))
            .Distinct().ToLookup(w => w.Item2.Length);

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
}
