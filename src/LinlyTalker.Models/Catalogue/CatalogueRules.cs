using System.Text.RegularExpressions;
using LinlyTalker.Models.Folders;

namespace LinlyTalker.Models.Catalogue;

/// <summary>
/// What an entry may say. Names and versions become arguments of programs and parts of addresses and paths, so each has
/// the shape that its registry gives it and nothing else.
/// </summary>
internal static partial class CatalogueRules
{
    /// <summary>What is wrong with an entry, in words that follow its name; null when nothing is.</summary>
    public static string? Fault(CatalogueEntry entry) =>
        !ModelName.IsValid(entry.Name) ? "its name is not made of a-z, 0-9, dot and dash"
        : FirstEmpty(entry) is { } empty ? $"its {empty} is empty"
        : entry.Sets.FirstOrDefault(set => !ModelName.IsValid(set)) is { } set ? $"the set '{set}' has no proper name"
        : entry.Parts.Count == 0 ? "it has no parts"
        : entry.Parts.Select(Fault).FirstOrDefault(fault => fault is not null)
            ?? DuplicateTarget(entry)
            ?? (entry.Convert is { } conversion ? Fault(conversion) : null);

    private static string? FirstEmpty(CatalogueEntry entry) =>
        string.IsNullOrWhiteSpace(entry.Kind) ? "kind"
        : string.IsNullOrWhiteSpace(entry.Version) ? "version"
        : string.IsNullOrWhiteSpace(entry.About) ? "about"
        : string.IsNullOrWhiteSpace(entry.Licence) ? "licence"
        : null;

    private static string? Fault(CataloguePart? part) =>
        part is null or { Sources.Count: 0 } or { Files.Count: 0 } ? "a part has no sources or no files"
        : part.Sources.Select(Fault).FirstOrDefault(fault => fault is not null)
            ?? part.Files.Select(Fault).FirstOrDefault(fault => fault is not null)
            ?? (part.Files.Count(file => !file.Pattern.IsExact) > 1 ? "a part has more than one pattern" : null);

    private static string? Fault(ModelSource? source)
    {
        var good = source switch
        {
            NpmSource npm => NpmPackage().IsMatch(npm.Package) && NpmVersion().IsMatch(npm.Version),
            DebianSource debian => DebianPackage().IsMatch(debian.Package) && (debian.Version is null || DebianVersion().IsMatch(debian.Version)),
            HuggingFaceSource hub => IsRepository(hub.Repository) && IsRevision(hub.Revision),
            ModelScopeSource hub => IsRepository(hub.Repository) && IsRevision(hub.Revision),
            GitHubSource hub => IsRepository(hub.Repository) && IsRevision(hub.Tag),
            UrlSource url => Uri.TryCreate(url.Address, UriKind.Absolute, out _),
            LocalSource local => Path.IsPathFullyQualified(local.Folder),
            _ => false,
        };
        return good ? null : $"the source '{source}' is not well formed";
    }

    private static string? Fault(FileRule? rule)
    {
        if (rule is null)
        {
            return "a file is null";
        }

        // The stars of a pattern are no part of a real path.
        if (RelativePath.Fault(rule.From.Replace('*', '+')) is { } from)
        {
            return $"the path '{rule.From}' {from}";
        }

        if (rule.From.EndsWith("**", StringComparison.Ordinal))
        {
            return $"the path '{rule.From}' names no files";
        }

        var isFolder = !rule.Pattern.IsExact;
        if (!(isFolder && rule.To == ".") && RelativePath.Fault(rule.To) is { } to)
        {
            return $"the path '{rule.To}' {to}";
        }

        return rule.Sha256 is not null && !FileHash.IsSha256(rule.Sha256) ? $"the sha256 of '{rule.From}' is not 64 lower-case hexadecimal digits"
            : rule.Size < 0 || rule.About < 0 || rule.Count < 1 ? $"a number of '{rule.From}' is negative"
            : rule.Unpack is not null and not "gzip" ? $"'{rule.From}' is to be unpacked as '{rule.Unpack}', which is not known"
            : null;
    }

    private static string? Fault(ConversionRule conversion) =>
        conversion.Kind != "tfjs-onnx" ? $"the conversion '{conversion.Kind}' is not known"
        : RelativePath.Fault(conversion.From) is { } from ? $"the path '{conversion.From}' {from}"
        : RelativePath.Fault(conversion.To) is { } to ? $"the path '{conversion.To}' {to}"
        : null;

    private static string? DuplicateTarget(CatalogueEntry entry) =>
        entry.Parts.SelectMany(part => part.Files).Where(file => file.Pattern.IsExact)
            .GroupBy(file => file.To, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1) is { } twice ? $"two files go to '{twice.Key}'" : null;

    private static bool IsRepository(string text) => Repository().IsMatch(text) && !text.Contains("..", StringComparison.Ordinal);

    private static bool IsRevision(string text) => Revision().IsMatch(text) && !text.Contains("..", StringComparison.Ordinal);

    [GeneratedRegex(@"^(@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*\z")]
    private static partial Regex NpmPackage();

    [GeneratedRegex(@"^\d+\.\d+\.\d+[0-9A-Za-z.+-]*\z")]
    private static partial Regex NpmVersion();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9+.-]+\z")]
    private static partial Regex DebianPackage();

    [GeneratedRegex(@"^[0-9][0-9A-Za-z.+:~-]*\z")]
    private static partial Regex DebianVersion();

    [GeneratedRegex(@"^[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*\z", RegexOptions.ECMAScript)]
    private static partial Regex Repository();

    [GeneratedRegex(@"^[A-Za-z0-9][\w./-]*\z", RegexOptions.ECMAScript)]
    private static partial Regex Revision();
}
