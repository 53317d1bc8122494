using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Families;
using LinlyTalker.Models.Folders;

namespace LinlyTalker.Models.Store;

/// <summary>What an import will take and how it will describe it; nothing is written yet.</summary>
/// <param name="Root">Absolute; the paths are below it.</param>
/// <param name="Description">All but the files.</param>
/// <param name="Notes">For the user, one sentence each.</param>
internal sealed record ImportSurvey(string Root, IReadOnlyList<string> Paths, ModelDescription Description, IReadOnlyList<string> Notes)
{
    private const int MostFiles = 20_000;

    /// <exception cref="InputException">There is nothing, or nobody can tell what it is.</exception>
    /// <exception cref="ModelFormatException">A network is damaged, or the folder's model.json does not fit its files.</exception>
    public static async Task<ImportSurvey> OfAsync(ImportRequest request, CancellationToken cancellation)
    {
        var source = Path.GetFullPath(request.Path);
        if (File.Exists(source))
        {
            var name = Path.GetFileName(source);
            var root = Path.GetDirectoryName(source)!;
            return Detected(request, root, File.Exists(source + ".json") ? [name, name + ".json"] : [name]);
        }

        if (!Directory.Exists(source))
        {
            throw new InputException($"There is no file or folder {source}.");
        }

        if (File.Exists(Path.Combine(source, ModelFolder.DescriptionName)))
        {
            return await DescribedAsync(request, source, cancellation).ConfigureAwait(false);
        }

        var paths = ModelSurvey.FilesOf(source, MostFiles).ToList();
        return paths.Count switch
        {
            0 => throw new InputException($"There are no files in {source}."),
            > MostFiles => throw new InputException($"{source} has more than {MostFiles} files; that is no model."),
            _ => Detected(request, source, paths),
        };
    }

    private static async Task<ImportSurvey> DescribedAsync(ImportRequest request, string source, CancellationToken cancellation)
    {
        // Hashing anew what is damaged would make the damage look right.
        var folder = ModelFolder.Open(source);
        await folder.VerifyAsync(cancellation: cancellation).ConfigureAwait(false);
        var description = folder.Description with
        {
            Kind = request.Kind ?? folder.Description.Kind,
            Licence = request.Licence ?? folder.Description.Licence,
        };
        IReadOnlyList<string> paths = [.. description.Files.Select(file => file.Path)];
        if (description.Family is null && ModelFamilies.Detect(new ModelSurvey(source, paths)) is { } match && match.Kind == description.Kind)
        {
            description = description with { Family = match.Family, Roles = match.Roles };
        }

        return new ImportSurvey(source, paths, description, []);
    }

    private static ImportSurvey Detected(ImportRequest request, string root, IReadOnlyList<string> paths)
    {
        var survey = new ModelSurvey(root, paths);
        var match = ModelFamilies.Detect(survey);
        if (survey.Faults.Count > 0)
        {
            throw new ModelFormatException(survey.Faults.Count == 1 ? survey.Faults[0] : $"{survey.Faults[0]} ({survey.Faults.Count - 1} more such files)");
        }

        var kind = string.IsNullOrWhiteSpace(request.Kind) ? match?.Kind : request.Kind;
        if (kind is null)
        {
            throw new InputException(survey.NearMiss is { } miss
                ? $"{miss} Give the folder that has all its files, or say with --kind what it is (voice, recogniser, chat, …) to take it as it is."
                : $"What {Path.GetFullPath(request.Path)} is cannot be told from its files; say it with --kind (voice, recogniser, chat, …).");
        }

        var licence = string.IsNullOrWhiteSpace(request.Licence) ? LicenceHint.Find(root, paths) : request.Licence;
        var description = new ModelDescription
        {
            Kind = kind,
            Family = match?.Family,
            Roles = match?.Roles,
            Version = "imported",
            Licence = licence ?? "not stated",
            Source = Path.GetFullPath(request.Path),
            SampleRate = match?.SampleRate,
            Features = match?.Features,
            Files = [],
        };
        return new ImportSurvey(root, paths, description, [.. NotesOn(survey, match, kind, root, licence).OfType<string>()]);
    }

    private static IEnumerable<string?> NotesOn(ModelSurvey survey, FamilyMatch? match, string kind, string root, string? licence)
    {
        yield return match is null
            ? $"It is of no family that is known here{(survey.NearMiss is { } miss ? $" ({miss.TrimEnd('.')})" : "")}; it is kept, and no engine will open it by itself."
            : match.Kind != kind ? $"Its files are those of a {match.Kind} ({match.Family}); it is called a {kind} as you say." : null;
        yield return match?.Note;
        yield return match is null ? null : LoadTrial.Run(match, root);
        yield return licence is null ? "Nothing beside it states its licence; 'linly models import --licence' writes it down." : null;
    }
}
