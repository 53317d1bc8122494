using LinlyTalker.Language.English;

namespace LinlyTalker.Brain.Terms;

/// <summary>The terms of Latin words: stems, and the concepts of words and phrases (the longest phrase first).</summary>
internal sealed class EnglishTerms(Synonyms synonyms)
{
    private const float LightWeight = 0.25f;
    private const float QuestionWordWeight = 0.4f; // "how much": how something is asked, not what about
    private const float PhraseWeight = 0.6f;
    private const int LongestGap = 3; // words

    public void Add(IReadOnlyList<string> words, TermList terms, List<Token> tokens)
    {
        var stems = words.Select(PorterStemmer.Stem).ToArray();
        var concepts = ConceptsByWord(words, stems, terms);
        for (var i = 0; i < words.Count; i++)
        {
            var weight = EnglishStopWords.IsStop(words[i]) ? 0 : EnglishStopWords.IsLight(words[i]) ? LightWeight : 1;
            tokens.Add(new Token(words[i], weight > 0 ? terms.Add(stems[i], weight, concepts[i]) : -1));
        }
    }

    private string[][] ConceptsByWord(IReadOnlyList<string> words, string[] stems, TermList terms)
    {
        var concepts = new string[words.Count][];
        Array.Fill(concepts, []);
        for (var start = 0; start < words.Count; start++)
        {
            if (!synonyms.Begins(stems[start]))
            {
                continue;
            }

            for (var size = Math.Min(synonyms.LongestEnglish, words.Count - start); size >= 1; size--)
            {
                var found = synonyms.ConceptsOf(string.Join(' ', stems, start, size));
                if (found.Count == 0)
                {
                    continue;
                }

                // A phrase says more than its words ("where is my order"), and a stop word may only mean something as one.
                var saysNothingElse = Enumerable.Range(start, size).All(i => EnglishStopWords.IsStop(words[i]));
                if (size > 1 || saysNothingElse)
                {
                    foreach (var concept in found)
                    {
                        terms.Add(concept, (saysNothingElse ? QuestionWordWeight : PhraseWeight) / found.Count, []);
                    }
                }

                for (var i = start; i < start + size; i++)
                {
                    concepts[i] = [.. concepts[i].Union(found)];
                }

                break;
            }

            AddSplitPhrase(words, stems, start, concepts, terms);
        }

        return concepts;
    }

    /// <summary>"Send it back" is "send back".</summary>
    private void AddSplitPhrase(IReadOnlyList<string> words, string[] stems, int start, string[][] concepts, TermList terms)
    {
        for (var end = start + 2; end < words.Count && end <= start + LongestGap && IsSmall(words[end - 1]); end++)
        {
            foreach (var concept in synonyms.ConceptsOf($"{stems[start]} {stems[end]}"))
            {
                terms.Add(concept, PhraseWeight, []);
                concepts[start] = [.. concepts[start].Append(concept).Distinct()];
                concepts[end] = [.. concepts[end].Append(concept).Distinct()];
            }
        }
    }

    private static bool IsSmall(string word) => EnglishStopWords.IsStop(word) || EnglishStopWords.IsLight(word);
}
