using System.Diagnostics;
using LinlyTalker.Core.Errors;
using LinlyTalker.Media.Ffmpeg;

namespace LinlyTalker.Cli.Health;

/// <summary>ffmpeg, and the encoders that our files need.</summary>
internal static class CodecChecks
{
    private static readonly string[] Encoders = ["libx264", "aac", "libmp3lame"];

    public static async IAsyncEnumerable<Finding> RunAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        const string Install = "sudo apt-get install ffmpeg";
        string? program = null;
        Finding? missing = null;
        try
        {
            program = FfmpegPrograms.Ffmpeg;
        }
        catch (LinlyException e)
        {
            missing = new("codec", "ffmpeg", Verdict.Missing, e.Message, Install);
        }

        if (program is null)
        {
            yield return missing!;
            yield break;
        }

        var version = await ReadAsync(program, ["-hide_banner", "-version"], cancellation);
        yield return new("codec", "ffmpeg", Verdict.Good, $"{version.Split('\n')[0]} ({program})");
        var encoders = await ReadAsync(program, ["-hide_banner", "-encoders"], cancellation);
        foreach (var encoder in Encoders)
        {
            yield return encoders.Contains($" {encoder} ", StringComparison.Ordinal)
                ? new("codec", encoder, Verdict.Good, "can encode")
                : new("codec", encoder, Verdict.Missing, "this ffmpeg cannot encode it", Install);
        }
    }

    private static async Task<string> ReadAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        using var child = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
        child.StandardInput.Close();
        var error = child.StandardError.ReadToEndAsync(cancellation);
        var output = await child.StandardOutput.ReadToEndAsync(cancellation);
        await error;
        await child.WaitForExitAsync(cancellation);
        return output;
    }
}
