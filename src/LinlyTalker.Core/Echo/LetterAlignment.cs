namespace LinlyTalker.Core.Echo;

/// <summary>
/// Heard letters against played ones in their order (Smith and Waterman, 1981, the heard side whole): only letters whose
/// times fit a lag are pairs, so that words that were played at another time are no match.
/// </summary>
internal sealed class LetterAlignment
{
    private const double NotHeard = -0.1; // The microphone hears less than is played,
    private const double NotPlayed = -0.3; // and nothing more.

    private readonly double[] likeness; // of each heard letter

    /// <param name="lag">Heard after played, in seconds.</param>
    /// <param name="tolerance">Both ways, in seconds.</param>
    public LetterAlignment(IReadOnlyList<SpokenLetter> heard, IReadOnlyList<SpokenLetter> played, double lag, double tolerance)
    {
        likeness = new double[heard.Count];
        var scores = new double[heard.Count + 1, played.Count + 1];
        for (var i = 1; i <= heard.Count; i++)
        {
            scores[i, 0] = i * NotPlayed;
            for (var j = 1; j <= played.Count; j++)
            {
                scores[i, j] = Math.Max(scores[i - 1, j] + NotPlayed, scores[i, j - 1] + NotHeard);
                if (Fits(heard[i - 1], played[j - 1]))
                {
                    scores[i, j] = Math.Max(scores[i, j], scores[i - 1, j - 1] + heard[i - 1].Likeness(played[j - 1]));
                }
            }
        }

        var end = Enumerable.Range(0, played.Count + 1).MaxBy(j => scores[heard.Count, j]);
        Likeness = Math.Max(0, scores[heard.Count, end] / heard.Count);
        for (var (i, j) = (heard.Count, end); i > 0 && j > 0;)
        {
            if (Fits(heard[i - 1], played[j - 1])
                && scores[i, j] == scores[i - 1, j - 1] + heard[i - 1].Likeness(played[j - 1]))
            {
                (i, j) = (i - 1, j - 1);
                likeness[i] = heard[i].Likeness(played[j]);
            }
            else if (scores[i, j] == scores[i - 1, j] + NotPlayed)
            {
                i--;
            }
            else
            {
                j--;
            }
        }

        OwnLetters = Own(heard);

        bool Fits(SpokenLetter h, SpokenLetter p) => Math.Abs(h.Time - p.Time - lag) <= tolerance;
    }

    /// <summary>1: all that was heard was played.</summary>
    public double Likeness { get; }

    /// <summary>The most letters in a row of words that were not played.</summary>
    public int OwnLetters { get; }

    private int Own(IReadOnlyList<SpokenLetter> heard)
    {
        var (most, run) = (0, 0);
        foreach (var word in Enumerable.Range(0, heard.Count).GroupBy(i => heard[i].Word))
        {
            run = word.Average(i => likeness[i]) < 0.3 ? run + word.Count() : 0;
            most = Math.Max(most, run);
        }

        return most;
    }
}
