namespace LinlyTalker.Ears.LanguageModel;

/// <summary>An n-gram and what follows from having seen it.</summary>
/// <param name="Words">One to three words, oldest first.</param>
/// <param name="Probability">Of the last word after the ones before it.</param>
/// <param name="BackOff">Weight of the shorter history where no longer n-gram was seen; unused for trigrams.</param>
public readonly record struct NGram(IReadOnlyList<string> Words, double Probability, double BackOff);

/// <summary>
/// A trigram model with interpolated absolute discounting (Ney, Essen and Kneser, 1994): 0.6 of each seen count goes
/// to the shorter history's model; unigrams have half a count added. Sentences stand between <c>&lt;s&gt;</c> and
/// <c>&lt;/s&gt;</c>.
/// </summary>
public sealed class TrigramModel
{
    public const string Begin = "<s>";
    public const string End = "</s>";

    private const double Discount = 0.6;
    private const double Added = 0.5;

    /// <summary>A probability that stands for none: <c>&lt;s&gt;</c> begins a sentence and follows nothing.</summary>
    private const double Never = 1e-99;

    private TrigramModel(IReadOnlyList<IReadOnlyList<NGram>> orders) => Orders = orders;

    /// <summary>Unigrams, bigrams and trigrams, each in ordinal order of their words.</summary>
    public IReadOnlyList<IReadOnlyList<NGram>> Orders { get; }

    /// <param name="sentences">Words of each sentence, without begin and end.</param>
    public static TrigramModel Estimate(IEnumerable<IReadOnlyList<string>> sentences)
    {
        var words = new List<string>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var counts = new[] { new Dictionary<Key, int>(), new Dictionary<Key, int>(), new Dictionary<Key, int>() };
        foreach (var sentence in sentences)
        {
            int[] line = [Number(Begin), .. sentence.Select(Number), Number(End)];
            for (var order = 0; order < 3; order++)
            {
                for (var i = 0; i + order < line.Length; i++)
                {
                    var key = new Key(line.AsSpan(i, order + 1));
                    counts[order][key] = counts[order].GetValueOrDefault(key) + 1;
                }
            }
        }

        var probabilities = counts.Select(c => new Dictionary<Key, double>(c.Count)).ToArray();
        var backOffs = new Dictionary<Key, double>();
        EstimateUnigrams(counts[0], probabilities[0], numbers.GetValueOrDefault(Begin, -1));
        for (var order = 1; order < 3; order++)
        {
            EstimateOrder(counts[order], probabilities[order - 1], probabilities[order], backOffs);
        }

        return new TrigramModel([.. probabilities.Select(p => Sorted(p, backOffs, words))]);

        int Number(string word)
        {
            if (!numbers.TryGetValue(word, out var number))
            {
                numbers[word] = number = words.Count;
                words.Add(word);
            }

            return number;
        }
    }

    private static void EstimateUnigrams(Dictionary<Key, int> counts, Dictionary<Key, double> probabilities, int begin)
    {
        var vocabulary = counts.Count - 1;
        var total = counts.Where(c => c.Key.Last != begin).Sum(c => (long)c.Value) + (Added * vocabulary);
        foreach (var (key, count) in counts)
        {
            probabilities[key] = key.Last == begin ? Never : (count + Added) / total;
        }
    }

    private static void EstimateOrder(
        Dictionary<Key, int> counts,
        Dictionary<Key, double> shorter,
        Dictionary<Key, double> probabilities,
        Dictionary<Key, double> backOffs)
    {
        foreach (var history in counts.GroupBy(c => c.Key.History))
        {
            var total = history.Sum(c => (long)c.Value);
            var backOff = Discount * history.Count() / total;
            backOffs[history.Key] = backOff;
            foreach (var (key, count) in history)
            {
                probabilities[key] = ((count - Discount) / total) + (backOff * shorter[key.Shorter]);
            }
        }
    }

    private static List<NGram> Sorted(
        Dictionary<Key, double> probabilities, Dictionary<Key, double> backOffs, List<string> words) =>
        [.. probabilities
            .Select(p => new NGram(p.Key.Words(words), p.Value, backOffs.GetValueOrDefault(p.Key, 1)))
            .OrderBy(n => n.Words, WordsOrder.Ordinal)];

    /// <summary>One to three word numbers; 0 stands for no word, so numbers are one higher than their index.</summary>
    private readonly record struct Key(int First, int Second, int Third)
    {
        public Key(ReadOnlySpan<int> words)
            : this(words[0] + 1, words.Length > 1 ? words[1] + 1 : 0, words.Length > 2 ? words[2] + 1 : 0)
        {
        }

        public int Last => (Third != 0 ? Third : Second != 0 ? Second : First) - 1;

        /// <summary>Without the last word.</summary>
        public Key History => Third != 0 ? this with { Third = 0 } : this with { Second = 0 };

        /// <summary>Without the first word.</summary>
        public Key Shorter => new(Second, Third, 0);

        public string[] Words(List<string> words) =>
            Third != 0 ? [words[First - 1], words[Second - 1], words[Third - 1]]
            : Second != 0 ? [words[First - 1], words[Second - 1]]
            : [words[First - 1]];
    }

    private sealed class WordsOrder : IComparer<IReadOnlyList<string>>
    {
        public static WordsOrder Ordinal { get; } = new();

        public int Compare(IReadOnlyList<string>? x, IReadOnlyList<string>? y)
        {
            for (var i = 0; i < x!.Count; i++)
            {
                var order = string.CompareOrdinal(x[i], y![i]);
                if (order != 0)
                {
                    return order;
                }
            }

            return 0;
        }
    }
}
