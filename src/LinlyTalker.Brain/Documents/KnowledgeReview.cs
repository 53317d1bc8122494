namespace LinlyTalker.Brain.Documents;

/// <summary>What an author would want to know about passages that are read but will not serve well.</summary>
public static class KnowledgeReview
{
    public static IEnumerable<KnowledgeProblem> Of(IReadOnlyList<Passage> passages)
    {
        ArgumentNullException.ThrowIfNull(passages);
        var asked = new Dictionary<string, Passage>(StringComparer.OrdinalIgnoreCase);
        foreach (var passage in passages)
        {
            var length = PlainText.Of(passage.Answer).Length;
            if (length > Sayable.Limit(passage.Answer))
            {
                yield return new KnowledgeProblem(
                    passage.File, passage.Line, $"\"{passage.Heading}\" has {length} characters; the best three sentences will be said, shorter sections answer better");
            }

            foreach (var question in passage.Questions)
            {
                if (!asked.TryAdd(question, passage) && asked[question] is var first && (first.File, first.Line) != (passage.File, passage.Line))
                {
                    yield return new KnowledgeProblem(
                        passage.File, passage.Line, $"\"{question}\" is also in {first.File}:{first.Line}; only one of them will be found");
                }
            }
        }
    }
}
