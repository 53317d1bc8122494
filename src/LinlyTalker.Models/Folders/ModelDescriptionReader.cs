using System.Text.Json;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Models.Folders;

/// <summary>Reads <c>model.json</c> and refuses what a model folder must not hold.</summary>
public static class ModelDescriptionReader
{
    public const int NewestFormat = 1;

    /// <summary>No description comes near this; a larger file is something else.</summary>
    public const int LargestSize = 16 << 20;

    /// <param name="utf8">The text of the file.</param>
    /// <param name="where">The file's path, for messages.</param>
    /// <exception cref="ModelFormatException">Not JSON, not the layout, or a value that cannot be.</exception>
    public static ModelDescription Read(ReadOnlyMemory<byte> utf8, string where)
    {
        ModelDescription description;
        try
        {
            description = JsonFields.Read(utf8, Read);
        }
        catch (JsonException fault)
        {
            throw new ModelFormatException($"{where} is not a model description: {fault.Message}", fault);
        }

        return Fault(description) is { } wrong ? throw new ModelFormatException($"{where}: {wrong}.") : description;
    }

    /// <summary>What is wrong with a description, in a sentence without its dot; null when nothing is.</summary>
    public static string? Fault(ModelDescription description)
    {
        if (description.Format is < 1 or > NewestFormat)
        {
            return $"format {description.Format} is not known here (this program reads up to {NewestFormat}); update LinlyTalker";
        }

        foreach (var (name, value) in new[] { ("kind", description.Kind), ("version", description.Version), ("licence", description.Licence) })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                return $"{name} is empty";
            }
        }

        if (description.SampleRate is <= 0 or > 768_000)
        {
            return $"sampleRate {description.SampleRate} is not a sample rate";
        }

        if (description.Base is { } adapted && !FileHash.IsSha256(adapted.Sha256))
        {
            return "base.sha256 is not 64 lower-case hexadecimal digits";
        }

        if (description.TrainedBy is { } training && !training.Metrics.Values.All(double.IsFinite))
        {
            return "a metric of trainedBy is not a number";
        }

        return Fault(description.Files) ?? ModelRoles.Fault(description);
    }

    private static string? Fault(IReadOnlyList<ModelFile> files)
    {
        if (files.Count == 0)
        {
            return "files is empty";
        }

        // Case is ignored because two such names are one file on macOS and Windows.
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            if (RelativePath.Fault(file.Path) is { } fault)
            {
                return $"the path '{file.Path}' {fault}";
            }

            if (!seen.Add(file.Path))
            {
                return $"'{file.Path}' is listed twice";
            }

            if (string.Equals(file.Path, ModelFolder.DescriptionName, StringComparison.OrdinalIgnoreCase))
            {
                return "a description cannot list itself";
            }

            if (file.Size < 0)
            {
                return $"the size of '{file.Path}' is negative";
            }

            if (!FileHash.IsSha256(file.Sha256))
            {
                return $"the sha256 of '{file.Path}' is not 64 lower-case hexadecimal digits";
            }
        }

        return null;
    }

    private static ModelDescription Read(JsonFields fields) => new()
    {
        Format = fields.OptionalInt("format") ?? throw new JsonException("format is missing"),
        Kind = fields.Text("kind"),
        Family = fields.OptionalText("family"),
        Roles = fields.OptionalMap("roles"),
        Version = fields.Text("version"),
        Licence = fields.Text("licence"),
        Credit = fields.OptionalText("credit"),
        Source = fields.OptionalText("source"),
        SampleRate = fields.OptionalInt("sampleRate"),
        Features = fields.OptionalText("features"),
        Symbols = fields.OptionalTexts("symbols"),
        Inputs = fields.OptionalMap("inputs"),
        Outputs = fields.OptionalMap("outputs"),
        Base = fields.OptionalObject("base") is { } adapted ? new ModelBase(adapted.Text("name"), adapted.Text("sha256")) : null,
        TrainedBy = fields.OptionalObject("trainedBy") is { } training
            ? new TrainingRecord(training.Text("recipe"), training.Texts("data"), training.Integer("seed"), training.Integer("step"), training.Numbers("metrics"))
            : null,
        Files = [.. fields.Objects("files").Select(file => new ModelFile(file.Text("path"), file.Integer("size"), file.Text("sha256")))],
    };
}
