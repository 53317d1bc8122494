using LinlyTalker.Core.Errors;

namespace LinlyTalker.Media.Ffmpeg;

/// <summary>
/// Where ffmpeg and ffprobe are: what <c>LINLY_FFMPEG</c> names (the program, or its folder), else <c>PATH</c>.
/// </summary>
public static class FfmpegPrograms
{
    /// <exception cref="NativeLibraryMissingException">It is not on this machine.</exception>
    public static string Ffmpeg => Find("ffmpeg", Environment.GetEnvironmentVariable("LINLY_FFMPEG"), Path);

    /// <inheritdoc cref="Ffmpeg"/>
    public static string Ffprobe => Find("ffprobe", Environment.GetEnvironmentVariable("LINLY_FFMPEG"), Path);

    private static string? Path => Environment.GetEnvironmentVariable("PATH");

    internal static string Find(string program, string? chosen, string? searchPath)
    {
        var candidates = string.IsNullOrEmpty(chosen)
            ? (searchPath ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(folder => System.IO.Path.Combine(folder, program))
            : [Beside(chosen, program)];
        return candidates.FirstOrDefault(File.Exists) ?? throw new NativeLibraryMissingException(
            string.IsNullOrEmpty(chosen)
                ? $"The program {program} is not on PATH. Install it with: sudo apt-get install ffmpeg"
                : $"LINLY_FFMPEG names {chosen}, but there is no {Beside(chosen, program)}. Correct it, or unset it and "
                    + "install the system's own with: sudo apt-get install ffmpeg");
    }

    private static string Beside(string chosen, string program)
    {
        var folder = Directory.Exists(chosen) ? chosen : System.IO.Path.GetDirectoryName(chosen) ?? "";
        return program == "ffmpeg" && File.Exists(chosen) ? chosen : System.IO.Path.Combine(folder, program);
    }
}
