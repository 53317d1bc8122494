using System.Text;
using LinlyTalker.Language.Chinese;
using LinlyTalker.Language.English;

namespace LinlyTalker.Brain.Terms;

/// <summary>
/// Turns text in any mixture of scripts into <see cref="AnalysedText"/>. English words by their stem; Chinese, cut at its
/// stop words, by characters and neighbouring pairs, so that no dictionary is needed. With a lexicon, Chinese also has its sound.
/// Immutable, safe for many threads.
/// </summary>
public sealed class TextAnalyser(Synonyms synonyms, ChineseLexicon? lexicon = null)
{
    /// <summary>Of what an analyser gives: an index made by another version is made anew.</summary>
    public const int Version = 5;

    private readonly PinyinSound? pinyin = lexicon is null ? null : new PinyinSound(lexicon);

    /// <summary>Changes whenever the same text would be analysed differently.</summary>
    public string Signature { get; } = $"{Version}/{lexicon?.WordCount ?? 0}/{lexicon?.CharacterCount ?? 0}";

    /// <param name="withSounds">Leave <see cref="AnalysedText.Sounds"/> empty where nobody will have said the text.</param>
    public AnalysedText Analyse(string text, bool withSounds = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        var terms = new TermList();
        var tokens = new List<Token>();
        var sounds = new StringBuilder();
        var english = new EnglishTerms(synonyms);
        var chinese = new ChineseTerms(synonyms);
        foreach (var run in Scripts.Runs(text))
        {
            if (run.IsHan)
            {
                chinese.Add(run.Text, terms);
                sounds.Append(!withSounds ? "" : pinyin is null ? run.Text : string.Concat(pinyin.Syllables(run.Text)));
            }
            else
            {
                english.Add(run.Words, terms, tokens);
                foreach (var word in withSounds ? run.Words : [])
                {
                    sounds.Append(PhoneticKey.Of(word));
                }
            }
        }

        return new AnalysedText(terms.ToList(), tokens, sounds.ToString());
    }
}

/// <summary>The distinct terms of a text; a second mention keeps the greater weight and all concepts.</summary>
internal sealed class TermList
{
    private readonly List<Term> terms = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    /// <returns>The term's index.</returns>
    public int Add(string key, float weight, IReadOnlyList<string> concepts)
    {
        if (places.TryGetValue(key, out var place))
        {
            var known = terms[place];
            terms[place] = known with
            {
                Weight = Math.Max(known.Weight, weight),
                Concepts = concepts.Count == 0 ? known.Concepts : [.. known.Concepts.Union(concepts)],
            };
            return place;
        }

        places[key] = terms.Count;
        terms.Add(new Term(key, weight, concepts));
        return terms.Count - 1;
    }

    public IReadOnlyList<Term> ToList() => terms;
}
