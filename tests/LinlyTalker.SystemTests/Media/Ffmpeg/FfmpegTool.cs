using System.Diagnostics;
using System.Globalization;
using LinlyTalker.Core.Errors;
using LinlyTalker.Media.Ffmpeg;

namespace LinlyTalker.SystemTests.Media.Ffmpeg;

/// <summary>The program itself, as the reference and to make recordings for tests.</summary>
internal static class FfmpegTool
{
    /// <summary>Skips the test where ffmpeg is not installed.</summary>
    public static void Require()
    {
        try
        {
            _ = FfmpegPrograms.Ffmpeg;
            _ = FfmpegPrograms.Ffprobe;
        }
        catch (NativeLibraryMissingException e)
        {
            Assert.Skip(e.Message);
        }
    }

    public static void Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(FfmpegPrograms.Ffmpeg, ["-v", "error", "-nostdin", "-y", .. arguments])
        {
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }

    /// <summary>How many processes were started with a file of this folder and still live.</summary>
    public static int ChildCount(TestFolder folder) =>
        Directory.EnumerateDirectories("/proc").Count(process =>
        {
            try
            {
                var commandLine = Path.Combine(process, "cmdline");
                return char.IsAsciiDigit(Path.GetFileName(process)[0])
                    && File.ReadAllText(commandLine).Contains(folder[""], StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false; // it has just ended
            }
        });

    /// <summary>This program's own encoders that live.</summary>
    public static List<int> Encoders() =>
    [
        .. Process.GetProcessesByName("ffmpeg").Where(p =>
        {
            try
            {
                var stat = File.ReadAllText($"/proc/{p.Id}/stat");
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                // As a whole argument: readers have lists of formats.
                return fields[0] != "Z" && fields[1] == Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
                    && File.ReadAllText($"/proc/{p.Id}/cmdline").Contains("\0flv\0", StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false; // it has just ended
            }
        }).Select(p => p.Id),
    ];
}
