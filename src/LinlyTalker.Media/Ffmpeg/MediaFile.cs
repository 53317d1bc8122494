using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Files;

namespace LinlyTalker.Media.Ffmpeg;

/// <summary>A file from outside: how ffmpeg opens it, and what is said when it does not.</summary>
internal static class MediaFile
{
    /// <summary>
    /// The containers that are opened, by ffmpeg's names: each holds what it plays. All others are refused when ffmpeg has
    /// found out what a file is, whatever stands before it: those that name other files or addresses (playlists, manifests,
    /// scripts, session descriptions, drawings, numbered pictures), and those that nobody records in.
    /// </summary>
    private const string Containers =
        "aac,ac3,aiff,amr,amrnb,amrwb,ape,asf,au,avi,caf,dsf,dts,dv,eac3,flac,flv,g722,g729,gif,gsm,h264,hevc,ircam,ivf,loas,"
        + "m4v,matroska,mjpeg,mov,mp3,mpc,mpc8,mpeg,mpegts,mpegvideo,mxf,nistsphere,nut,ogg,rm,sox,tak,tta,voc,w64,wav,wv,"
        + "bmp_pipe,jpeg_pipe,png_pipe,tiff_pipe,webp_pipe";

    /// <returns>The arguments that open it.</returns>
    /// <exception cref="InputException">It is absent, empty, or may not be read.</exception>
    public static IReadOnlyList<string> InputArguments(string path)
    {
        GivenFile.OpenRead(path).Dispose(); // It says better than ffmpeg why it cannot.
        // G.722 has no header: only the name can tell.
        string[] format = Path.GetExtension(path).ToLowerInvariant() is ".g722" or ".722" ? ["-f", "g722"] : [];
        return [.. format, "-format_whitelist", Containers, "-i", FfmpegProcess.FileArgument(path)];
    }

    /// <param name="words">Of ffmpeg, when it gave the file up.</param>
    public static InputException Refusal(string path, string words) =>
        new(words.Contains("not on whitelist", StringComparison.Ordinal)
            ? $"{path} is a playlist, a drawing or another file that may name others, which is not followed; give the recording itself."
            : $"{path} is no sound or video that ffmpeg reads ({words}).");
}
