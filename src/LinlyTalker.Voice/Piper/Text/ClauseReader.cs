using System.Text;
using LinlyTalker.Native.Espeak;

namespace LinlyTalker.Voice.Piper.Text;

/// <summary>espeak-ng's clauses of a text as the symbols of utterances, with the words among them.</summary>
internal static class ClauseReader
{
    /// <param name="clauses">Of the whole text.</param>
    /// <param name="words">The clauses of each word alone; empty where no words are wanted.</param>
    public static IReadOnlyList<UtteranceSymbols> Read(
        ReadableText readable, IReadOnlyList<EspeakClause> clauses, IReadOnlyList<IReadOnlyList<EspeakClause>> words)
    {
        var utterances = new List<UtteranceSymbols>();
        var (symbols, spans) = (new List<string>(), new List<SymbolWord>());
        var (start, word) = (0, 0);
        for (var i = 0; i < clauses.Count; i++)
        {
            var isLast = i == clauses.Count - 1;
            var end = Math.Clamp(clauses[i].End, start, readable.Text.Length);
            var ipa = Decomposition.Of(NewerIpa.Of(clauses[i].Phonemes));
            var (mark, endsSentence) = ClauseEnd.Of(readable.Text.AsSpan(start, end - start), isLast);

            // Behind all but the last clause the library has read one character too many.
            var firstWord = word;
            while (word < words.Count && (isLast || readable.Words[word].Range.Start < end - 1))
            {
                word++;
            }

            var first = symbols.Count;
            symbols.AddRange(ipa.EnumerateRunes().Select(r => r.ToString()));
            spans.AddRange(Words(symbols, first, firstWord, word));
            if (mark != '\0')
            {
                symbols.Add(mark.ToString());
            }

            if (mark is ',' or ':' or ';')
            {
                symbols.Add(" ");
            }

            if ((endsSentence || isLast) && symbols.Count > 0)
            {
                utterances.Add(new(symbols, spans));
                (symbols, spans) = ([], []);
            }

            start = end;
        }

        return utterances;

        IEnumerable<SymbolWord> Words(List<string> all, int first, int from, int to)
        {
            var parts = Parts(all, first);
            var alone = words.Skip(from).Take(to - from).Select(Alone).ToList();
            if (alone.Count == 0 || parts.Count == 0)
            {
                return [];
            }

            var match = WordMatch.Of(alone, [.. parts.Select(p => Plain(string.Concat(all[p.Start..p.End])))]);
            return match
                .Select((m, i) => new SymbolWord(At(parts, m.Start, isEnd: false), At(parts, m.End, isEnd: true), readable.Words[from + i].Source))
                .Where(w => w.Start < w.End);
        }
    }

    /// <summary>What stands between spaces.</summary>
    private static List<(int Start, int End)> Parts(List<string> symbols, int first)
    {
        var parts = new List<(int, int)>();
        for (var at = first; at < symbols.Count; at++)
        {
            var end = symbols.IndexOf(" ", at);
            end = end < 0 ? symbols.Count : end;
            if (end > at)
            {
                parts.Add((at, end));
            }

            at = end;
        }

        return parts;
    }

    /// <summary>The symbol at a place among the parts; a share of a part is that share of its symbols.</summary>
    private static int At(List<(int Start, int End)> parts, double place, bool isEnd)
    {
        // The end of one part is not yet the beginning of the next.
        var part = Math.Clamp(isEnd ? (int)Math.Ceiling(place - 1e-9) - 1 : (int)Math.Floor(place + 1e-9), 0, parts.Count - 1);
        var (start, end) = parts[part];
        return start + (int)Math.Round((place - part) * (end - start));
    }

    private static string Alone(IReadOnlyList<EspeakClause> clauses) =>
        Plain(Decomposition.Of(string.Concat(clauses.Select(c => NewerIpa.Of(c.Phonemes)))));

    private static string Plain(string ipa) =>
        string.Concat(ipa.Where(c => c is not (' ' or 'ˈ' or 'ˌ' or 'ː')));
}
