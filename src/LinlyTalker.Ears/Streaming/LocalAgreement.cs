namespace LinlyTalker.Ears.Streaming;

/// <summary>
/// Which words of repeated hearings of a growing sound may be shown as settled: those on which two in a row agree
/// (LocalAgreement-2; Liu et al., 2020, as Macháček et al., 2023, use it for Whisper). Settled words
/// never change while somebody speaks.
/// </summary>
internal sealed class LocalAgreement
{
    private readonly List<HeardWord> stable = [];
    private IReadOnlyList<HeardWord> open = [];
    private int anchor; // Hearings begin at this settled word: the sound of those before it is not heard again.

    public IReadOnlyList<HeardWord> Stable => stable;

    /// <summary>The settled words, and what the last hearing had after them.</summary>
    public IReadOnlyList<HeardWord> Words => [.. stable, .. open];

    /// <summary>Without the marks after the last word: the next word may change them.</summary>
    public string StableText =>
        stable.Count == 0 ? "" : HeardWords.Text([.. stable[..^1], stable[^1] with { Tail = "" }]);

    /// <summary>Takes the next hearing.</summary>
    public void Take(IReadOnlyList<HeardWord> heard)
    {
        var rest = AfterStable(heard);
        var agreed = 0;
        while (agreed < Math.Min(open.Count, rest.Count) && open[agreed].Norm == rest[agreed].Norm)
        {
            agreed++;
        }

        stable.AddRange(rest.Take(agreed));
        open = [.. rest.Skip(agreed)];
    }

    /// <summary>
    /// The words of the turn by its last hearing: that one had the most to go by, so it may correct settled words, but for
    /// those whose sound it was not given, and all where it found none.
    /// </summary>
    public IReadOnlyList<HeardWord> Settle(IReadOnlyList<HeardWord> heard) =>
        anchor == 0 ? heard
        : heard.Count == 0 ? stable
        : [.. stable[..anchor], heard[0] with { Lead = stable[anchor].Lead }, .. heard.Skip(1)];

    /// <summary>From now on hearings begin with this settled word.</summary>
    public void BeginAt(int stableWord) => anchor = stableWord;

    /// <summary>
    /// What a hearing has beyond the settled words, some of which it may hear differently: the beginning of it that is
    /// closest to them (Levenshtein distance in words; of equals the longest) is passed over.
    /// </summary>
    private IReadOnlyList<HeardWord> AfterStable(IReadOnlyList<HeardWord> heard)
    {
        var known = stable.Skip(anchor).ToList();
        if (known.Count == 0)
        {
            return heard;
        }

        var row = Enumerable.Range(0, heard.Count + 1).ToArray();
        foreach (var word in known)
        {
            var diagonal = row[0]++;
            for (var j = 1; j < row.Length; j++)
            {
                var replaced = diagonal + (heard[j - 1].Norm == word.Norm ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        var passed = 0;
        for (var j = 1; j < row.Length; j++)
        {
            passed = row[j] <= row[passed] ? j : passed;
        }

        if (passed > 0 && heard[passed - 1].Norm == stable[^1].Norm)
        {
            stable[^1] = stable[^1] with { Tail = heard[passed - 1].Tail };
        }

        return [.. heard.Skip(passed)];
    }
}
