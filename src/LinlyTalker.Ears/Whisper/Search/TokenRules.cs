using LinlyTalker.Ears.Whisper.Network;

namespace LinlyTalker.Ears.Whisper.Search;

/// <summary>
/// Which tokens may come next, as Whisper was trained: no signs that nobody says, words first, and with timestamps each
/// segment between two that do not go back.
/// </summary>
internal sealed class TokenRules(WhisperSymbols symbols, bool timestamps)
{
    /// <summary>The first segment begins within 1 s.</summary>
    private const int LatestStart = 50;

    public bool Timestamps => timestamps;

    public int EndOfText => symbols.EndOfText;

    /// <summary>Forbids in place what may not follow.</summary>
    /// <returns>The logits that are left to choose from; an index in them is a token.</returns>
    public Span<float> Apply(Span<float> logits, IReadOnlyList<int> said)
    {
        foreach (var token in symbols.NonSpeech)
        {
            logits[token] = float.NegativeInfinity;
        }

        if (said.Count == 0)
        {
            logits[symbols.Blank] = float.NegativeInfinity;
            logits[symbols.EndOfText] = float.NegativeInfinity;
        }

        if (!timestamps)
        {
            return logits[..(symbols.EndOfText + 1)];
        }

        // Between the end of text and the first timestamp lie start, languages and tasks.
        Forbid(logits[(symbols.EndOfText + 1)..symbols.FirstTimestamp]);
        Pair(logits, said);
        if (said.Count == 0)
        {
            Forbid(logits[..symbols.FirstTimestamp]);
            Forbid(logits[Math.Min(logits.Length, symbols.FirstTimestamp + LatestStart + 1)..]);
        }

        // All timestamps together likelier than any word: a timestamp it is, though each alone is not.
        if (Logits.LogSum(logits[symbols.FirstTimestamp..]) > Logits.Max(logits[..symbols.FirstTimestamp]))
        {
            Forbid(logits[..symbols.FirstTimestamp]);
        }

        return logits;
    }

    private void Pair(Span<float> logits, IReadOnlyList<int> said)
    {
        var last = said.Count > 0 && IsTime(said[^1]);
        var before = said.Count < 2 || IsTime(said[^2]);
        if (last && before)
        {
            Forbid(logits[symbols.FirstTimestamp..]);
        }
        else if (last)
        {
            Forbid(logits[..symbols.EndOfText]);
        }

        for (var i = said.Count - 1; i >= 0; i--)
        {
            if (IsTime(said[i]))
            {
                // The next segment may begin where this one ends, but none is empty.
                var first = last && !before ? said[i] : said[i] + 1;
                Forbid(logits[symbols.FirstTimestamp..Math.Min(first, logits.Length)]);
                break;
            }
        }
    }

    private bool IsTime(int token) => token >= symbols.FirstTimestamp;

    private static void Forbid(Span<float> logits) => logits.Fill(float.NegativeInfinity);
}
