using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Echo;

/// <summary>A letter and when it sounds, as if the letters of a word were equally long.</summary>
/// <param name="Word">Which word it is of, counted in its text.</param>
/// <param name="Time">Of its middle, in seconds.</param>
internal readonly record struct SpokenLetter(char Letter, int Word, double Time)
{
    /// <summary>Letters that recognisers take for each other; what is in none is like itself alone.</summary>
    private static readonly string[] Kin = ["aeiouy", "bp", "fvw", "dt", "szjx", "ckgqx", "mn", "lr"];

    private readonly int kin = Array.FindIndex(Kin, k => k.Contains(Letter, StringComparison.Ordinal));

    /// <summary>1 for the same, 0.4 for one that sounds alike, otherwise negative.</summary>
    public double Likeness(SpokenLetter other) =>
        Letter == other.Letter ? 1 : kin >= 0 && kin == other.kin ? 0.4 : -0.3;

    public static IEnumerable<SpokenLetter> Of(string text, int word, double start, double end)
    {
        var letters = text.Where(char.IsLetterOrDigit).ToList();
        return letters.Select((letter, i) =>
            new SpokenLetter(char.ToLowerInvariant(letter), word, start + ((i + 0.5) * (end - start) / letters.Count)));
    }

    /// <param name="utterance">With the times of its words, or as if it were spoken evenly.</param>
    /// <param name="origin">When the stream began, in seconds.</param>
    public static IReadOnlyList<SpokenLetter> Of(Utterance utterance, double origin)
    {
        var rate = (double)utterance.SampleRate;
        List<SpokenLetter> timed =
        [
            .. utterance.Words.SelectMany((w, i) => Of(w.Text, i, origin + (w.Span.Start / rate), origin + (w.Span.End / rate))),
        ];
        if (timed.Count == utterance.Text.Count(char.IsLetterOrDigit))
        {
            return timed;
        }

        var words = utterance.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. Of(utterance.Text, 0, origin + (utterance.Span.Start / rate), origin + (utterance.Span.End / rate))
                .Zip(words.SelectMany((w, i) => w.Where(char.IsLetterOrDigit).Select(_ => i)), (letter, word) => letter with { Word = word }),
        ];
    }
}
