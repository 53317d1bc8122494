using System.CommandLine;
using LinlyTalker.Brain.Documents;
using LinlyTalker.Brain.Evaluation;
using LinlyTalker.Brain.Personas;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly knowledge check</c>: what in a folder is not read, too long to say, or said twice.</summary>
internal static class KnowledgeCheckVerb
{
    public static Command Create()
    {
        var place = KnowledgeVerb.Place();
        var json = CommonOptions.Json();
        var command = new Command("check", "Find what is wrong in a knowledge folder: files, rows, persona, evaluation questions.") { place, json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(place), parsed.GetValue(json), cancellation));
        return command.WithExamples("linly knowledge check ./my-documents");
    }

    private static async Task<int> RunAsync(string place, bool json, CancellationToken cancellation)
    {
        var store = ModelStore.FromEnvironment();
        var folder = KnowledgeComposition.Folder(place, store.Home);
        using var knowledge = await KnowledgeComposition.OpenAsync(folder, store, cancellation);
        var problems = knowledge.Problems.Concat(KnowledgeReview.Of(knowledge.All())).ToArray();
        if (File.Exists(Path.Combine(folder, PersonaFile.Name)))
        {
            PersonaFile.Read(Path.Combine(folder, PersonaFile.Name));
        }

        var questions = File.Exists(Path.Combine(folder, EvaluationFile.Name)) ? EvaluationFile.Read(folder).Count : 0;
        if (json)
        {
            Terminal.Result(KnowledgeJson.Text(new { knowledge.Folder, Passages = knowledge.PassageCount, EvaluationQuestions = questions, Problems = problems }));
        }
        else
        {
            foreach (var problem in problems)
            {
                Terminal.Result(problem.ToString());
            }

            Terminal.Note($"{knowledge.PassageCount} passages, {questions} evaluation questions, {problems.Length} things to look at.");
        }

        return problems.Length == 0 ? ExitCode.Success : ExitCode.CheckFailed;
    }
}
