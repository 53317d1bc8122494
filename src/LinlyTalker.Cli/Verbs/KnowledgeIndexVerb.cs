using System.CommandLine;
using System.Diagnostics;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly knowledge index</c>.</summary>
internal static class KnowledgeIndexVerb
{
    public static Command Create()
    {
        var place = KnowledgeVerb.Place();
        var json = CommonOptions.Json();
        var command = new Command("index", "Bring the index of a folder up to date. Other verbs do it by themselves.") { place, json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(place), parsed.GetValue(json), cancellation));
        return command.WithExamples("linly knowledge index ./my-documents");
    }

    private static async Task<int> RunAsync(string place, bool json, CancellationToken cancellation)
    {
        var store = ModelStore.FromEnvironment();
        var clock = Stopwatch.StartNew();
        using var knowledge = await KnowledgeComposition.OpenAsync(KnowledgeComposition.Folder(place, store.Home), store, cancellation);
        var milliseconds = clock.ElapsedMilliseconds;
        if (json)
        {
            Terminal.Result(KnowledgeJson.Text(new
            {
                knowledge.Folder, Passages = knowledge.PassageCount, knowledge.Change, Milliseconds = milliseconds, knowledge.IsInMemory, knowledge.Problems,
            }));
            return ExitCode.Success;
        }

        foreach (var problem in knowledge.Problems)
        {
            Terminal.Note(problem.ToString());
        }

        var change = knowledge.Change;
        Terminal.Result($"{knowledge.PassageCount} passages; {change.Read} files read, {change.Unchanged} unchanged, {change.Removed} gone; {milliseconds} ms.");
        if (knowledge.IsInMemory)
        {
            Terminal.Note($"The index is not kept, since {store.Home.Cache} cannot be written.");
        }

        return ExitCode.Success;
    }
}
