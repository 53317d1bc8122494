using LinlyTalker.Models.Folders;

namespace LinlyTalker.Models.Families;

/// <summary>What the papers that lie beside a model say of its terms. A hint: the papers decide.</summary>
public static class LicenceHint
{
    private const int LargestPaper = 256 << 10;

    /// <summary>A phrase of a licence's text, and its SPDX name; the more special first.</summary>
    private static readonly (string Phrase, string Name)[] Texts =
    [
        ("CC0 1.0", "CC0-1.0"),
        ("Attribution-NonCommercial-ShareAlike 4.0", "CC-BY-NC-SA-4.0"),
        ("Attribution-NonCommercial 4.0", "CC-BY-NC-4.0"),
        ("Attribution-ShareAlike 4.0", "CC-BY-SA-4.0"),
        ("Attribution 4.0", "CC-BY-4.0"),
        ("GNU AFFERO GENERAL PUBLIC LICENSE", "AGPL-3.0"),
        ("GNU LESSER GENERAL PUBLIC LICENSE", "LGPL"),
        ("GNU GENERAL PUBLIC LICENSE", "GPL"),
        ("Mozilla Public License", "MPL-2.0"),
        ("Apache License", "Apache-2.0"),
        ("Permission is hereby granted, free of charge", "MIT"),
        ("MIT License", "MIT"),
        ("Neither the name of", "BSD-3-Clause"),
        ("Redistribution and use in source and binary forms", "BSD-2-Clause"),
    ];

    /// <returns>Null where no paper says anything.</returns>
    public static string? Find(string root, IReadOnlyList<string> paths) =>
        paths.Where(path => !path.Contains('/', StringComparison.Ordinal))
            .Select(path => (Path: path, Rank: Rank(path)))
            .Where(paper => paper.Rank >= 0)
            .OrderBy(paper => paper.Rank).ThenBy(paper => paper.Path, StringComparer.Ordinal)
            .Select(paper => Of(paper.Path, Text(RelativePath.Under(root, paper.Path)), paper.Rank))
            .FirstOrDefault(hint => hint is not null);

    private static int Rank(string name)
    {
        var stem = Path.GetFileNameWithoutExtension(name).ToUpperInvariant();
        return stem is "LICENSE" or "LICENCE" or "COPYING" ? 0 : stem is "MODEL_CARD" ? 1 : stem is "README" ? 2 : -1;
    }

    private static string? Of(string name, string text, int rank)
    {
        var stated = Stated(text);
        var known = rank == 0 ? Texts.FirstOrDefault(licence => text.Contains(licence.Phrase, StringComparison.OrdinalIgnoreCase)).Name : null;
        return known ?? (stated is not null ? $"{stated}; see {name}" : rank < 2 ? $"see {name}" : null);
    }

    /// <summary>The value of a line <c>license: …</c>, as model cards and the front matter of a README have it.</summary>
    private static string? Stated(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var bare = line.Trim().TrimStart('*', '-', '#').Trim().Replace("**", "", StringComparison.Ordinal);
            foreach (var word in (ReadOnlySpan<string>)["license:", "licence:"])
            {
                if (bare.StartsWith(word, StringComparison.OrdinalIgnoreCase) && bare[word.Length..].Trim(' ', '"', '\'') is { Length: > 0 and <= 80 } value && !value.Any(char.IsControl))
                {
                    return value;
                }
            }
        }

        return null;
    }

    private static string Text(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var buffer = new char[LargestPaper];
            return new string(buffer, 0, reader.ReadBlock(buffer));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A paper that cannot be read says nothing.
            return "";
        }
    }
}
