using System.Text.RegularExpressions;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Cli.Verbs;

/// <summary>What the verbs that film have in common.</summary>
internal static partial class Films
{
    /// <exception cref="InputException">It does not end with .mp4, or is a folder.</exception>
    public static void RequireName(string path)
    {
        if (!IsName(path))
        {
            throw new InputException($"A film is written as .mp4, and {path} ends otherwise.");
        }

        if (Directory.Exists(path))
        {
            throw new InputException($"{path} is a folder; give the name of a file.");
        }
    }

    public static bool IsName(string path) => path.EndsWith(".mp4", StringComparison.OrdinalIgnoreCase);

    public static void Show(FilmProgress progress) => Terminal.Status($"{progress.Length:m\\:ss\\.f} filmed");

    /// <summary>A question that is one word with the ending of a recording is a name that was mistyped.</summary>
    public static bool LooksLikeFile(string words) => RecordingName().IsMatch(words);

    [GeneratedRegex(@"^\S+\.(wav|mp3|m4a|mp4|ogg|opus|flac|webm|mkv|mov|aac|g722)$", RegexOptions.IgnoreCase)]
    private static partial Regex RecordingName();
}
