using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Files;

namespace LinlyTalker.Media.Ffmpeg;

/// <summary>The check of a file from outside before ffmpeg sees it.</summary>
internal static class MediaFile
{
    /// <summary>
    /// Refuses what is absent or empty, and texts that would send ffmpeg to other files: playlists and manifests.
    /// </summary>
    /// <returns>The arguments that open it.</returns>
    /// <exception cref="InputException">The file is refused.</exception>
    public static IReadOnlyList<string> InputArguments(string path)
    {
        var head = new byte[4096];
        int length;
        try
        {
            using var file = GivenFile.OpenRead(path);
            length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {e.Message}", e);
        }

        if (length == 0)
        {
            throw new InputException($"{path} is empty.");
        }

        if (IsPlaylist(head.AsSpan(0, length)))
        {
            throw new InputException($"{path} is a playlist of other files, which is not followed; give the recording itself.");
        }

        // G.722 has no header: only the name can tell.
        string[] format = Path.GetExtension(path).ToLowerInvariant() is ".g722" or ".722" ? ["-f", "g722"] : [];
        return [.. format, "-i", FfmpegProcess.FileArgument(path)];
    }

    private static bool IsPlaylist(ReadOnlySpan<byte> head) =>
        head.IndexOf("#EXTM3U"u8) >= 0
        || head.IndexOf("ffconcat"u8) >= 0
        || head.IndexOf("<MPD"u8) >= 0
        || head.IndexOf("CompositionPlaylist"u8) >= 0
        || head.IndexOf("<SmoothStreamingMedia"u8) >= 0
        || head.StartsWith("v=0"u8);
}
