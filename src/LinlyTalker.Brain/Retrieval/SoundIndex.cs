using LinlyTalker.Language.English;

namespace LinlyTalker.Brain.Retrieval;

/// <summary>
/// Finds the questions of a base that sound like what was said. Counts of sounds choose a few, alignment decides, so that
/// thousands of questions cost a fraction of a millisecond. Immutable, safe for many threads.
/// </summary>
internal sealed class SoundIndex
{
    private const int Buckets = 32;
    private const int Aligned = 48;
    private const int Found = 6;
    private const int Shortest = 4; // sounds
    private const float LeastSimilarity = 0.55f;

    private readonly (long Passage, string Sounds)[] questions;
    private readonly byte[] counts; // (questions, buckets)

    public SoundIndex(IReadOnlyList<(long Passage, string Sounds)> questions)
    {
        this.questions = [.. questions];
        counts = new byte[this.questions.Length * Buckets];
        for (var i = 0; i < this.questions.Length; i++)
        {
            Count(this.questions[i].Sounds, counts.AsSpan(i * Buckets, Buckets));
        }
    }

    /// <summary>The passages whose questions sound alike, the most alike first.</summary>
    public IReadOnlyList<long> Find(string said)
    {
        if (said.Length < Shortest)
        {
            return [];
        }

        Span<byte> wanted = stackalloc byte[Buckets];
        Count(said, wanted);
        var nearest = new PriorityQueue<int, int>(Aligned + 1); // the farthest on top
        for (var i = 0; i < questions.Length; i++)
        {
            var distance = Distance(wanted, counts.AsSpan(i * Buckets, Buckets));
            if (nearest.Count < Aligned)
            {
                nearest.Enqueue(i, -distance);
            }
            else if (distance < -Farthest(nearest))
            {
                nearest.EnqueueDequeue(i, -distance);
            }
        }

        return
        [
            .. nearest.UnorderedItems
                .Select(n => (questions[n.Element].Passage, Similarity: SoundDistance.Similarity(said, questions[n.Element].Sounds)))
                .Where(n => n.Similarity >= LeastSimilarity)
                .OrderByDescending(n => n.Similarity).ThenBy(n => n.Passage)
                .Select(n => n.Passage).Distinct().Take(Found),
        ];
    }

    private static int Farthest(PriorityQueue<int, int> nearest) => nearest.TryPeek(out _, out var priority) ? priority : 0;

    private static int Distance(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var sum = 0;
        for (var i = 0; i < Buckets; i++)
        {
            sum += Math.Abs(left[i] - right[i]);
        }

        return sum;
    }

    private static void Count(string sounds, Span<byte> counts)
    {
        counts.Clear();
        foreach (var sound in sounds)
        {
            ref var count = ref counts[sound % Buckets];
            count += (byte)(count < byte.MaxValue ? 1 : 0);
        }
    }
}
