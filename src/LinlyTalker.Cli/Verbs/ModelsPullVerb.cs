using System.CommandLine;
using LinlyTalker.Cli.Console;
using LinlyTalker.Models.Catalogue;
using LinlyTalker.Models.Homes;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly models pull</c>: shows the terms, asks, fetches.</summary>
internal static class ModelsPullVerb
{
    public static Command Create()
    {
        var names = new Argument<string[]>("NAME") { Description = "Models or sets (embedded, standard, standard-zh, small, large, tests).", Arity = ArgumentArity.OneOrMore };
        var yes = CommonOptions.Yes();
        var json = CommonOptions.Json();
        var command = new Command("pull", "Fetch models; what is here and whole is left alone.") { names, yes, json };
        command.SetAction((parsed, cancellation) =>
            RunAsync(ModelStore.FromEnvironment(), parsed.GetRequiredValue(names), parsed.GetValue(yes), parsed.GetValue(json), cancellation));
        return command.WithExamples("linly models pull embedded --yes", "linly models pull standard", "linly models pull whisper-large-v3-turbo smart-turn-v3");
    }

    private static async Task<int> RunAsync(ModelStore store, string[] names, bool yes, bool json, CancellationToken cancellation)
    {
        var entries = store.Catalogue.Select(names);
        var wanted = await store.FindMissingAsync(entries, cancellation);
        if (wanted.Count > 0 && !Agreed(wanted, yes))
        {
            return ExitCode.Usage;
        }

        await store.PullAsync(entries, new PullReport(), cancellation);
        if (json)
        {
            Terminal.Result(ModelsJson.Text([.. entries.Select(entry => new ModelAnswer(entry.Name, "here", store.Open(entry.Name).Location, []))]));
        }
        else
        {
            Terminal.Note(wanted.Count == 0
                ? $"{(entries.Count == 1 ? "It is" : $"All {entries.Count} are")} here already."
                : $"Ready in {store.Home.FetchedModels}.");
        }

        return ExitCode.Success;
    }

    private static bool Agreed(IReadOnlyList<CatalogueEntry> wanted, bool yes)
    {
        var width = wanted.Max(entry => entry.Name.Length);
        Terminal.Note("To be fetched:");
        foreach (var entry in wanted)
        {
            Terminal.Note($"  {entry.Name.PadRight(width)}  {ByteCount.Text(entry.Size),8}  {entry.Licence}{(entry.Credit is null ? "" : $"; credit: {entry.Credit}")}");
        }

        var unpinned = wanted.Where(entry => !entry.IsPinned).Select(entry => entry.Name).ToList();
        if (unpinned.Count > 0)
        {
            Terminal.Note($"No hash is known for all files of {string.Join(", ", unpinned)}: what comes now is taken as it is, and its hashes are kept.");
        }

        if (yes || Terminal.Confirm($"{ByteCount.Text(wanted.Sum(entry => entry.Size))} under these licences. Go on?"))
        {
            return true;
        }

        Terminal.Error(Terminal.IsInteractive ? "Nothing was fetched." : "Nobody is there to agree to the licences; run again with --yes.");
        return false;
    }

    private sealed class PullReport : IProgress<PullProgress>
    {
        public void Report(PullProgress value)
        {
            switch (value.Step)
            {
                case PullStep.Fetching when value.Fetch is { } fetch:
                    Terminal.Status($"{value.Model}: {fetch.What}  {Amount(fetch.Bytes, fetch.Total)}{Speed(fetch.BytesPerSecond, fetch.Remaining)}");
                    break;
                case PullStep.Converting:
                    Terminal.Status($"{value.Model}: converting");
                    break;
                case PullStep.Waiting:
                    Terminal.Note($"{value.Model}: another linly is fetching it; waiting.");
                    break;
                case PullStep.Done:
                    Terminal.Note($"{value.Model}: ready.");
                    break;
            }
        }

        private static string Amount(long bytes, long? total) =>
            bytes == 0 && total is null ? "asking" : total is { } whole ? $"{ByteCount.Text(bytes)} of {ByteCount.Text(whole)}" : ByteCount.Text(bytes);

        private static string Speed(double rate, TimeSpan? left) =>
            (rate > 0 ? $"  {ByteCount.Text((long)rate)}/s" : "")
            + (left is { } time ? $"  {(int)time.TotalMinutes}:{time.Seconds:00} left" : "");
    }
}
