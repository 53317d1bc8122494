using LinlyTalker.Brain.Domain;
using LinlyTalker.Brain.Evaluation;
using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Brain.Terms;

namespace LinlyTalker.Bench;

/// <summary>The English knowledge bases that the program comes with, as texts that somebody asks and says.</summary>
internal static class BenchKnowledge
{
    private static readonly string[] Names = ["linlytalker/en", "shop/en"];

    public static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, "knowledge", name);

    public static Task<KnowledgeBase> OpenAsync(string name) =>
        KnowledgeBase.OpenAsync(Folder(name), null, new TextAnalyser(Synonyms.Default));

    /// <summary>The questions of their evaluations that end with a question mark, in order.</summary>
    public static IReadOnlyList<string> Questions() =>
        [.. Names.SelectMany(n => EvaluationFile.Read(Folder(n))).Select(q => q.Ask).Where(q => q.EndsWith('?')).Distinct()];

    /// <summary>Sentences of their answers with a comma within.</summary>
    public static async Task<IReadOnlyList<string>> SentencesWithCommasAsync()
    {
        var sentences = new List<string>();
        foreach (var name in Names)
        {
            using var knowledge = await OpenAsync(name);
            sentences.AddRange(KnowledgeDomain.Of(knowledge).Sentences.Where(s => s.Contains(", ", StringComparison.Ordinal) && s.Length < 200));
        }

        return [.. sentences.Distinct()];
    }
}
