using LinlyTalker.Language.Chinese;

namespace LinlyTalker.Brain.Terms;

/// <summary>
/// The terms of a run of Chinese characters: each character (weak) and each pair of neighbours between stop words, and the
/// concepts of words and phrases, the longest first.
/// </summary>
internal sealed class ChineseTerms(Synonyms synonyms)
{
    private const float CharacterWeight = 0.3f;
    private const float LoneCharacterWeight = 0.7f;
    private const float QuestionWordWeight = 0.4f; // 什么时候: how something is asked, not what about

    public void Add(string run, TermList terms)
    {
        var concepts = new IReadOnlyList<string>[run.Length];
        Array.Fill(concepts, []);
        var stop = new bool[run.Length];
        for (var at = 0; at < run.Length;)
        {
            var phrase = LongestPhrase(run.AsSpan(at), out var found);
            var stopped = ChineseStopWords.LengthAt(run.AsSpan(at));
            if (phrase > 0 && phrase >= stopped)
            {
                Array.Fill(concepts, found, at, phrase);
                if (stopped == phrase)
                {
                    // A question word that means something: 什么时候, 哪里.
                    Array.Fill(stop, true, at, phrase);
                    foreach (var concept in found)
                    {
                        terms.Add(concept, QuestionWordWeight / found.Count, []);
                    }
                }
            }
            else if (stopped > 0)
            {
                Array.Fill(stop, true, at, stopped);
            }

            at += Math.Max(1, Math.Max(phrase, stopped));
        }

        AddCharacters(run, stop, concepts, terms);
    }

    private int LongestPhrase(ReadOnlySpan<char> text, out IReadOnlyList<string> found)
    {
        for (var size = Math.Min(synonyms.LongestChinese, text.Length); size >= 1; size--)
        {
            found = synonyms.ConceptsOf(text[..size]);
            if (found.Count > 0)
            {
                return size;
            }
        }

        found = [];
        return 0;
    }

    private static void AddCharacters(string run, bool[] stop, IReadOnlyList<string>[] concepts, TermList terms)
    {
        for (var at = 0; at < run.Length; at++)
        {
            if (stop[at])
            {
                continue;
            }

            var followed = at + 1 < run.Length && !stop[at + 1];
            var preceded = at > 0 && !stop[at - 1];
            terms.Add(run[at].ToString(), followed || preceded ? CharacterWeight : LoneCharacterWeight, concepts[at]);
            if (followed)
            {
                terms.Add(run.Substring(at, 2), 1, [.. concepts[at].Union(concepts[at + 1])]);
            }
        }
    }
}
