using LinlyTalker.Models.Catalogue;
using LinlyTalker.Models.Families;
using LinlyTalker.Models.Fetching;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Homes;

namespace LinlyTalker.Models.Store;

/// <summary>Fetches one model beside its place and moves it there whole.</summary>
/// <param name="models">The folder of all models.</param>
internal sealed class ModelPull(string models, PartFetcher fetcher)
{
    public async Task RunAsync(CatalogueEntry entry, IProgress<PullProgress>? progress, CancellationToken cancellation)
    {
        var stage = Path.Combine(models, ".staging", entry.Name);
        DeleteFolder(stage);
        Disk.NeedSpace(models, entry.Size);
        var raw = Path.Combine(stage, "fetched");
        var made = Path.Combine(stage, "made");
        Disk.MakeFolder(raw);
        Disk.MakeFolder(made);
        try
        {
            await Disk.GuardAsync(models, () => MakeAsync(entry, stage, raw, made, progress, cancellation)).ConfigureAwait(false);
        }
        finally
        {
            DeleteFolder(stage);
        }
    }

    private async Task MakeAsync(
        CatalogueEntry entry, string stage, string raw, string made, IProgress<PullProgress>? progress, CancellationToken cancellation)
    {
        var reports = new Relay<FetchProgress>(fetch => progress?.Report(new PullProgress(entry.Name, PullStep.Fetching, fetch)));
        var files = new List<ModelFile>();
        foreach (var part in entry.Parts)
        {
            files.AddRange(await fetcher.FetchAsync(part, raw, Path.Combine(stage, "attempt"), reports, cancellation).ConfigureAwait(false));
        }

        var whole = entry.Convert is null
            ? ModelFolderWriter.Write(raw, WithRoles(Describe(entry) with { Files = files }, raw))
            : await ConvertAsync(entry, entry.Convert, raw, made, progress, cancellation).ConfigureAwait(false);
        ReadyStamp.Write(whole, entry.Fingerprint);
        Replace(whole.Location, Path.Combine(models, entry.Name), Path.Combine(stage, "old"));
    }

    private static async Task<ModelFolder> ConvertAsync(
        CatalogueEntry entry, ConversionRule rule, string raw, string made, IProgress<PullProgress>? progress, CancellationToken cancellation)
    {
        progress?.Report(new PullProgress(entry.Name, PullStep.Converting));
        await Task.Run(() => Conversion.Run(rule, raw, made), cancellation).ConfigureAwait(false);
        return await ModelFolderWriter.WriteAsync(made, Describe(entry), [rule.To], cancellation).ConfigureAwait(false);
    }

    /// <summary>The catalogue says what the family is; which file plays which role, the files do.</summary>
    private static ModelDescription WithRoles(ModelDescription description, string folder) =>
        description.Family is { } family && ModelFamilies.Detect(new ModelSurvey(folder, [.. description.Files.Select(file => file.Path)])) is { } match && match.Family == family
            ? description with { Roles = match.Roles, SampleRate = description.SampleRate ?? match.SampleRate, Features = description.Features ?? match.Features }
            : description;

    private static ModelDescription Describe(CatalogueEntry entry) => new()
    {
        Kind = entry.Kind,
        Family = entry.Family,
        Version = entry.Version,
        Licence = entry.Licence,
        Credit = entry.Credit,
        Source = string.Join(", ", entry.Parts.Select(part => part.Sources[0].ToString())),
        SampleRate = entry.SampleRate,
        Features = entry.Features,
        Symbols = entry.Symbols,
        Inputs = entry.Inputs,
        Outputs = entry.Outputs,
        Files = [],
    };

    private static void Replace(string made, string target, string old)
    {
        var isNew = !Directory.Exists(target);
        if (!isNew)
        {
            Directory.Move(target, old);
        }

        try
        {
            Directory.Move(made, target);
        }
        catch (Exception fault) when (!isNew && fault is (IOException or UnauthorizedAccessException))
        {
            Directory.Move(old, target);
            throw;
        }
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Disk.Guard(folder, () => Directory.Delete(folder, recursive: true));
        }
    }

    /// <summary>Passes reports on at once and in order, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Relay<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
