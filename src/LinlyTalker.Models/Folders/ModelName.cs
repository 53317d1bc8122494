using System.Buffers;

namespace LinlyTalker.Models.Folders;

/// <summary>What a model may be called: its name is a folder's name and is typed by people.</summary>
public static class ModelName
{
    private const int Longest = 64;

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>Made of a-z, 0-9, dots and dashes, beginning with a letter or digit.</summary>
    public static bool IsValid(string? name) =>
        name is { Length: > 0 and <= Longest } && name[0] is not ('.' or '-') && !name.AsSpan().ContainsAnyExcept(Letters);
}
