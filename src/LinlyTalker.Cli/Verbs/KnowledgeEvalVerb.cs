using System.CommandLine;
using System.Globalization;
using LinlyTalker.Brain.Evaluation;
using LinlyTalker.Brain.Responding;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly knowledge eval</c>: how many questions get the right source, and how much is answered without knowing.</summary>
internal static class KnowledgeEvalVerb
{
    private const double RightGoal = 0.8;
    private const double InventedGoal = 0.1;

    public static Command Create()
    {
        var place = new Argument<string>("DIR")
        {
            Description = $"A knowledge folder with {EvaluationFile.Name}, the name of a base that ships, or all of those.",
            DefaultValueFactory = _ => "all",
        };
        var failures = new Option<bool>("--failures") { Description = "Show each question that went wrong." };
        var json = CommonOptions.Json();
        var command = new Command("eval", "Measure a knowledge base by its evaluation questions, in both parts.") { place, failures, json };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(place), parsed.GetValue(failures), parsed.GetValue(json), cancellation));
        return command.WithExamples("linly knowledge eval all", "linly knowledge eval ./my-documents --failures");
    }

    private static async Task<int> RunAsync(string place, bool failures, bool json, CancellationToken cancellation)
    {
        var store = ModelStore.FromEnvironment();
        string[] folders = place == "all"
            ? [.. KnowledgeComposition.Names().Select(n => KnowledgeComposition.Folder(n, store.Home))]
            : [KnowledgeComposition.Folder(place, store.Home)];
        var results = new List<EvaluationResult>();
        foreach (var folder in folders)
        {
            using var knowledge = await KnowledgeComposition.OpenAsync(folder, store, cancellation);
            results.AddRange(await Evaluator.RunAsync(knowledge, new KnowledgeResponder(knowledge), EvaluationFile.Read(folder), cancellation));
        }

        var parts = new[]
        {
            (Name: "development", Report: new EvaluationReport([.. results.Where(r => !r.Question.IsHeldOut)])),
            (Name: "held-out", Report: new EvaluationReport([.. results.Where(r => r.Question.IsHeldOut)])),
        };
        if (json)
        {
            Terminal.Result(KnowledgeJson.Text(parts.Select(p => new
            {
                Part = p.Name, p.Report.Known, p.Report.Right, p.Report.RightShare, p.Report.Unknown, p.Report.Invented, p.Report.InventedShare,
                Wrong = p.Report.Results.Where(r => !r.IsRight),
            })));
        }
        else
        {
            foreach (var (name, report) in parts.Where(p => p.Report.Results.Count > 0))
            {
                Print(name, report, failures);
            }
        }

        return parts.All(p => p.Report.RightShare >= RightGoal && p.Report.InventedShare <= InventedGoal) ? ExitCode.Success : ExitCode.CheckFailed;
    }

    private static void Print(string name, EvaluationReport report, bool failures)
    {
        Terminal.Result($"{name}:");
        foreach (var line in report.Lines())
        {
            Terminal.Result($"  {line}");
        }

        foreach (var wrong in failures ? report.Results.Where(r => !r.IsRight) : [])
        {
            Terminal.Result(string.Create(CultureInfo.InvariantCulture,
                $"  {wrong.Question.Kind}: {string.Join(" / ", wrong.Question.After.Append(wrong.Question.Ask))} → {wrong.Kind} {string.Join("; ", wrong.Sources)}"));
        }
    }
}
