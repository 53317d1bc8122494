using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Brain.Terms;
using LinlyTalker.Language.English;

namespace LinlyTalker.Brain.Retrieval;

/// <summary>
/// Finds the passages that may answer a question: BM25 of the full-text index and the sound of the questions propose, the
/// coverage of question and passage by each other decides. Deterministic; safe for many threads.
/// </summary>
public sealed class Retriever
{
    private const int Proposed = 48;
    private const int LongestSound = 160; // a longer question is compared by its words alone
    private const int BaseShift = 48; // bits that number the passages of one base

    private readonly IReadOnlyList<SearchedBase> bases;
    private readonly TermStatistics statistics;
    private readonly QueryBuilder builder;

    public Retriever(KnowledgeBase knowledge)
        : this([new SearchedBase(knowledge)])
    {
    }

    /// <param name="bases">At least one; searched as if they were one, the first preferred where two serve as well.</param>
    public Retriever(IReadOnlyList<SearchedBase> bases)
    {
        this.bases = bases;
        statistics = new TermStatistics(bases);
        builder = new QueryBuilder(bases, statistics);
    }

    /// <summary>Best first.</summary>
    /// <param name="before">Terms of the dialogue before that a follow-up leaves unsaid.</param>
    internal (Query Query, IReadOnlyList<Candidate> Candidates) Find(
        AnalysedText question, IReadOnlyList<Term>? before = null, float beforeWeight = 0)
    {
        var query = builder.Build(question, before, beforeWeight);
        var passages = bases.SelectMany((_, i) => Propose(i, query)).ToList();
        statistics.Prepare(passages.SelectMany(p => p.Questions).SelectMany(q => q.Keys));
        return (query, [.. passages.Select(p => Rate(query, p)).OrderByDescending(c => c.Score).ThenBy(c => c.Passage.Id)]);
    }

    /// <summary>The best candidates and their figures, for people who tune a base.</summary>
    public IReadOnlyList<Candidate> Find(string question) => Find(bases[0].Knowledge.Analyser.Analyse(question)).Candidates;

    /// <summary>What one base has; its passages' numbers made distinct from those of the others.</summary>
    private IEnumerable<IndexedPassage> Propose(int place, Query query)
    {
        var searched = bases[place];
        var passages = searched.Knowledge.Search(query.Keys, Proposed);
        var bySound = query.Sounds.Length > LongestSound ? [] : searched.Sounds.Find(query.Sounds).Except(passages.Select(p => p.Id)).ToArray();
        return passages.Concat(searched.Knowledge.Get(bySound)).Select(p => p with { Id = p.Id + ((long)place << BaseShift) });
    }

    private Candidate Rate(Query query, IndexedPassage passage) =>
        passage.Questions.Select(q => Rate(query, passage, q)).MaxBy(c => c.Score)!;

    private Candidate Rate(Query query, IndexedPassage passage, IndexedQuestion question)
    {
        var (asked, covered, own, ownWeight) = (0f, 0f, 0f, 0f);
        foreach (var term in query.Terms)
        {
            var inQuestion = term.MatchIn(question.Keys);
            var anywhere = Math.Max(inQuestion, Math.Max(
                Weights.InBody * term.MatchIn(passage.Body), Weights.InContext * term.MatchIn(passage.Context)));
            asked += term.Weight * inQuestion;
            covered += term.Weight * anywhere;
            own += term.IsOwn ? term.Weight * anywhere : 0;
            ownWeight += term.IsOwn ? term.Weight : 0;
        }

        asked /= Math.Max(query.Weight, 1e-6f);
        covered /= Math.Max(query.Weight, 1e-6f);
        own /= Math.Max(ownWeight, 1e-6f);
        var heading = HeadingCoverage(query, question);
        var sound = query.Sounds.Length <= LongestSound ? SoundDistance.Similarity(query.Sounds, question.Sounds) : 0;
        var score = (Weights.Asked * asked) + (Weights.Covered * covered) + (Weights.Heading * heading) + (Weights.Sound * sound);
        // A question that sounds nearly like the passage's own is that question, whatever words were recognised.
        score = Math.Max(score, sound >= Weights.SameSound ? Weights.SameSoundScore + (2 * (sound - Weights.SameSound)) : 0);
        return new Candidate(passage, own, asked, covered, heading, sound, score);
    }

    private float HeadingCoverage(Query query, IndexedQuestion question)
    {
        var (sum, all) = (0f, 0f);
        foreach (var term in question.Terms)
        {
            var weight = term.Weight * statistics.Idf(term.Key);
            all += weight;
            sum += weight * (query.Keys.Contains(term.Key) ? 1 : term.Concepts.Any(query.Keys.Contains) ? QueryTerm.ConceptMatch : 0);
        }

        return all > 0 ? sum / all : 0;
    }

    /// <summary>How the features make one score; fitted on the development part of the evaluation questions.</summary>
    private static class Weights
    {
        public const float Asked = 0.15f;
        public const float Covered = 0.40f;
        public const float Heading = 0.36f;
        public const float Sound = 0.18f;
        public const float SameSound = 0.75f;
        public const float SameSoundScore = 0.52f;
        public const float InBody = 0.9f;
        public const float InContext = 0.7f;
    }
}
