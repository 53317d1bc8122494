using System.Text.RegularExpressions;

namespace LinlyTalker.Models.Folders;

/// <summary>What a model may be called: its name is a folder's name and is typed by people.</summary>
public static partial class ModelName
{
    public static bool IsValid(string? name) => name is not null && Shape().IsMatch(name);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{0,63}\z")]
    private static partial Regex Shape();
}
