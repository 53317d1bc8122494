namespace LinlyTalker.Models.Folders;

/// <summary>What a description may say of the roles of its files.</summary>
internal static class ModelRoles
{
    /// <summary>What is wrong with the family or a role, in a sentence without its dot; null when nothing is.</summary>
    public static string? Fault(ModelDescription description)
    {
        if (description.Family is { } family && !ModelName.IsValid(family))
        {
            return $"the family '{family}' is not made of a-z, 0-9, dots and dashes";
        }

        var paths = description.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var (role, players) in description.Roles ?? new Dictionary<string, string>())
        {
            if (!ModelName.IsValid(role))
            {
                return $"the role '{role}' is not made of a-z, 0-9, dots and dashes";
            }

            if (Split(players, paths.Contains).FirstOrDefault(path => !paths.Contains(path) && !paths.Any(file => IsBelow(file, path))) is { } absent)
            {
                return $"the role '{role}' is to be played by '{absent}', which files does not list";
            }
        }

        return null;
    }

    /// <summary>The paths that play a role; a comma may also be part of a file's name.</summary>
    public static string[] Split(string players, Func<string, bool> isFile) => isFile(players) ? [players] : players.Split(',');

    /// <summary>The file lies in the folder.</summary>
    public static bool IsBelow(string file, string folder) => file.StartsWith(folder + "/", StringComparison.Ordinal);
}
