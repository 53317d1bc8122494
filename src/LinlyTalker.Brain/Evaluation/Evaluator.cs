using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Brain.Responding;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Brain.Evaluation;

/// <summary>Asks a responder every question, the dialogue before a follow-up included, and notes what it did.</summary>
public static class Evaluator
{
    /// <exception cref="InputException">A source names a passage that the base does not have.</exception>
    public static async Task<IReadOnlyList<EvaluationResult>> RunAsync(
        KnowledgeBase knowledge, KnowledgeResponder responder, IReadOnlyList<EvaluationQuestion> questions, CancellationToken cancellation = default)
    {
        var known = knowledge.All().Select(p => Name(new Source(p.File, p.Heading))).ToHashSet(StringComparer.Ordinal);
        var wrong = questions.SelectMany(q => q.Sources.Where(s => !known.Contains(s)).Select(s => (q.Line, Source: s))).FirstOrDefault();
        if (wrong.Source is not null)
        {
            throw new InputException($"{Path.Combine(knowledge.Folder, EvaluationFile.Name)} line {wrong.Line}: the base has no passage \"{wrong.Source}\".");
        }

        var results = new List<EvaluationResult>();
        foreach (var question in questions)
        {
            cancellation.ThrowIfCancellationRequested();
            results.Add(await AskAsync(responder, question, cancellation).ConfigureAwait(false));
        }

        return results;
    }

    private static async Task<EvaluationResult> AskAsync(KnowledgeResponder responder, EvaluationQuestion question, CancellationToken cancellation)
    {
        var history = new List<DialogueMessage>();
        foreach (var before in question.After)
        {
            var reply = "";
            await foreach (var piece in responder.ReplyAsync(Request(before, history), cancellation).ConfigureAwait(false))
            {
                reply += piece.Text;
            }

            history.Add(new DialogueMessage(DialogueRole.User, before));
            history.Add(new DialogueMessage(DialogueRole.Assistant, reply));
        }

        var decision = responder.Decide(Request(question.Ask, history));
        return new EvaluationResult(
            question, decision.Kind,
            [.. decision.Candidates.Select(c => Name(new Source(c.Passage.Passage.File, c.Passage.Passage.Heading)))],
            decision.Candidates.Count > 0 ? decision.Candidates[0].Score : 0);
    }

    private static ReplyRequest Request(string text, List<DialogueMessage> history) => new()
    {
        User = UserId.Local,
        Conversation = new ConversationId("evaluation"),
        Persona = new Persona { Name = "evaluation" },
        Utterance = Utterance.Typed(text, "en"),
        History = [.. history],
    };

    private static string Name(Source source) => $"{source.File}#{source.Heading}";
}
