using System.Buffers;
using LinlyTalker.Models.Folders;

namespace LinlyTalker.Models.Catalogue;

/// <summary>
/// What an entry may say. Names and versions become arguments of programs and parts of addresses and paths, so each has
/// the shape that its registry gives it and nothing else.
/// </summary>
internal static class CatalogueRules
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const string Letters = Lower + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly SearchValues<char> NpmName = SearchValues.Create(Lower + "._-");
    private static readonly SearchValues<char> DebianName = SearchValues.Create(Lower + "+.-");
    private static readonly SearchValues<char> Version = SearchValues.Create(Letters + ".+:~-");
    private static readonly SearchValues<char> HubName = SearchValues.Create(Letters + "._-");
    private static readonly SearchValues<char> HubRevision = SearchValues.Create(Letters + "._-/");

    /// <summary>What is wrong with an entry, in words that follow its name; null when nothing is.</summary>
    public static string? Fault(CatalogueEntry entry) =>
        !ModelName.IsValid(entry.Name) ? "its name is not made of a-z, 0-9, dot and dash"
        : entry.Family is { } family && !ModelName.IsValid(family) ? $"the family '{family}' is not made of a-z, 0-9, dots and dashes"
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

    private static string? Fault(CataloguePart part) =>
        part.Sources.Count == 0 || part.Files.Count == 0 ? "a part has no sources or no files"
        : part.Sources.Select(Fault).FirstOrDefault(fault => fault is not null)
            ?? part.Files.Select(Fault).FirstOrDefault(fault => fault is not null)
            ?? (part.Files.Count(file => !file.Pattern.IsExact) > 1 ? "a part has more than one pattern" : null);

    private static string? Fault(ModelSource source)
    {
        var good = source switch
        {
            NpmSource npm => IsNpmPackage(npm.Package) && IsVersion(npm.Version) && npm.Version.Split('.').Length > 2,
            DebianSource debian => IsMadeOf(debian.Package, DebianName) && (debian.Version is null || IsVersion(debian.Version)),
            HuggingFaceSource hub => IsRepository(hub.Repository) && IsRevision(hub.Revision),
            ModelScopeSource hub => IsRepository(hub.Repository) && IsRevision(hub.Revision),
            GitHubSource hub => IsRepository(hub.Repository) && IsRevision(hub.Tag),
            UrlSource url => Uri.TryCreate(url.Address, UriKind.Absolute, out _),
            LocalSource local => Path.IsPathFullyQualified(local.Folder),
            _ => false,
        };
        return good ? null : $"the source '{source}' is not well formed";
    }

    private static string? Fault(FileRule rule)
    {
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

    private static bool IsNpmPackage(string text) =>
        text.StartsWith('@') ? text[1..].Split('/') is [var scope, var name] && IsMadeOf(scope, NpmName) && IsMadeOf(name, NpmName) : IsMadeOf(text, NpmName);

    private static bool IsVersion(string text) => IsMadeOf(text, Version) && char.IsAsciiDigit(text[0]);

    private static bool IsRepository(string text) =>
        text.Split('/') is [var owner, var name] && IsMadeOf(owner, HubName) && IsMadeOf(name, HubName);

    private static bool IsRevision(string text) => IsMadeOf(text, HubRevision);

    /// <summary>Begins with a letter or digit, so it is no option, and climbs nowhere.</summary>
    private static bool IsMadeOf(string text, SearchValues<char> allowed) =>
        text.Length is > 0 and <= 128 && char.IsAsciiLetterOrDigit(text[0])
        && !text.AsSpan().ContainsAnyExcept(allowed) && !text.Contains("..", StringComparison.Ordinal);
}
