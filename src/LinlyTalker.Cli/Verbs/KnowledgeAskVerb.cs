using System.CommandLine;
using System.Text;
using LinlyTalker.Brain.Responding;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Flow;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly knowledge ask</c>: a dialogue in text, without sound or picture.</summary>
internal static class KnowledgeAskVerb
{
    public static Command Create()
    {
        var place = KnowledgeVerb.Place();
        var questions = new Argument<string[]>("QUESTION")
        {
            Description = "One or more questions of one dialogue; without any, they are read from standard input, a line each.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var json = CommonOptions.Json();
        var command = new Command("ask", "Ask questions and see the answers with their sources.") { place, questions, json };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(place), parsed.GetValue(questions) ?? [], parsed.GetValue(json), cancellation));
        return command.WithExamples(
            "linly knowledge ask linlytalker/en \"What is LinlyTalker?\"",
            "linly knowledge ask shop/en \"How long does delivery take?\" \"And how much is it?\"",
            "linly knowledge ask ./my-documents");
    }

    private static async Task<int> RunAsync(string place, string[] questions, bool json, CancellationToken cancellation)
    {
        var store = ModelStore.FromEnvironment();
        var folder = KnowledgeComposition.Folder(place, store.Home);
        var persona = KnowledgeComposition.PersonaOf(folder);
        using var knowledge = await KnowledgeComposition.OpenAsync(folder, store, cancellation);
        var responder = new KnowledgeResponder(knowledge);
        var history = new List<DialogueMessage>();
        if (questions.Length == 0 && Terminal.IsInteractive)
        {
            Terminal.Note(persona.Greeting.Length > 0 ? persona.Greeting : $"Ask {persona.Name}; an empty line ends.");
        }

        foreach (var question in questions.Length > 0 ? questions : Lines())
        {
            var request = new ReplyRequest
            {
                User = UserId.Local,
                Conversation = new ConversationId("knowledge"),
                Persona = persona,
                Utterance = Utterance.Typed(question, persona.Language),
                History = history,
            };
            var (text, sources) = await ReplyAsync(responder, request, cancellation);
            if (json)
            {
                Terminal.Result(KnowledgeJson.Text(new { Question = question, responder.Decide(request).Kind, Answer = text, Sources = sources }));
            }
            else
            {
                Terminal.Result(text);
                foreach (var source in sources)
                {
                    Terminal.Note($"  [{source.File}: {source.Heading}]");
                }
            }

            history = [.. history, new DialogueMessage(DialogueRole.User, question), new DialogueMessage(DialogueRole.Assistant, text)];
        }

        return ExitCode.Success;
    }

    private static async Task<(string Text, IReadOnlyList<Source> Sources)> ReplyAsync(
        KnowledgeResponder responder, ReplyRequest request, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var sources = new List<Source>();
        await foreach (var piece in responder.ReplyAsync(request, cancellation))
        {
            text.Append(piece.Text);
            sources.AddRange(piece.Sources.Except(sources));
        }

        return (text.ToString(), sources);
    }

    private static IEnumerable<string> Lines()
    {
        while (System.Console.ReadLine() is { Length: > 0 } line)
        {
            yield return line;
        }
    }
}
