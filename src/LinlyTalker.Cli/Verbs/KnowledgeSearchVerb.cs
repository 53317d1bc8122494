using System.CommandLine;
using System.Globalization;
using LinlyTalker.Brain.Retrieval;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly knowledge search</c>: why an answer was found, or was not.</summary>
internal static class KnowledgeSearchVerb
{
    public static Command Create()
    {
        var place = KnowledgeVerb.Place();
        var question = new Argument<string>("QUESTION");
        var count = new Option<int>("--count", "-n") { Description = "How many passages to show.", DefaultValueFactory = _ => 5 };
        var json = CommonOptions.Json();
        var command = new Command("search", "Show the passages that come nearest to a question, with their scores.") { place, question, count, json };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(place), parsed.GetRequiredValue(question), parsed.GetValue(count), parsed.GetValue(json), cancellation));
        return command.WithExamples("linly knowledge search shop/en \"my vase is broken\" -n 3");
    }

    private static async Task<int> RunAsync(string place, string question, int count, bool json, CancellationToken cancellation)
    {
        var store = ModelStore.FromEnvironment();
        using var knowledge = await KnowledgeComposition.OpenAsync(KnowledgeComposition.Folder(place, store.Home), store, cancellation);
        var found = new Retriever(knowledge).Find(question).Take(Math.Max(1, count)).ToArray();
        if (json)
        {
            Terminal.Result(KnowledgeJson.Text(found.Select(c => new
            {
                c.Score, c.Passage.Passage.File, c.Passage.Passage.Line, c.Passage.Passage.Heading, c.Passage.Passage.Answer,
                c.Asked, c.Covered, HeadingAsked = c.Heading, c.Sound,
            })));
            return ExitCode.Success;
        }

        foreach (var candidate in found)
        {
            var passage = candidate.Passage.Passage;
            Terminal.Result(string.Create(CultureInfo.InvariantCulture, $"{candidate.Score:F2}  {passage.File}:{passage.Line}  {passage.Heading}"));
        }

        if (found.Length == 0)
        {
            Terminal.Note("Nothing in this base comes near.");
        }

        return ExitCode.Success;
    }
}
