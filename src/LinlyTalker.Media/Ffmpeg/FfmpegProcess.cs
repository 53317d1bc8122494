using System.Diagnostics;
using System.IO.Pipes;
using System.Text.RegularExpressions;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Pipes;

namespace LinlyTalker.Media.Ffmpeg;

/// <summary>
/// ffmpeg or ffprobe as a child: arguments as a list, never through a shell; pipes for its input and output; its
/// standard error kept for the sentence when it fails. Disposed, it has ended, whatever it was doing.
/// </summary>
internal sealed partial class FfmpegProcess : IAsyncDisposable
{
    private const int ErrorCharacters = 4096;

    private readonly Process process;
    private readonly Task<string> errors;

    private FfmpegProcess(Process process)
    {
        this.process = process;
        errors = ReadTailAsync(process.StandardError);
    }

    /// <summary>What every call begins with: quiet, no questions, and no protocol but local files and pipes.</summary>
    public static IReadOnlyList<string> SafeArguments { get; } = ["-v", "error", "-protocol_whitelist", "file,pipe"];

    public Stream Input => process.StandardInput.BaseStream;

    public Stream Output => process.StandardOutput.BaseStream;

    /// <summary>Lets the pipe to its input hold a whole message, where the system allows it.</summary>
    public void WidenInput(int bytes)
    {
        if (Input is PipeStream { SafePipeHandle: var pipe })
        {
            PipeCapacity.TryRaise(pipe, bytes);
        }
    }

    /// <exception cref="NativeException">The program does not start.</exception>
    public static FfmpegProcess Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return new FfmpegProcess(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new NativeException($"{program} does not start: {e.Message}", e);
        }
    }

    /// <summary>Names a file so that no part of the name is taken for an option or a protocol.</summary>
    public static string FileArgument(string path) => "file:" + Path.GetFullPath(path);

    /// <summary>Ends the child at once; harmless when it has ended.</summary>
    public void Kill()
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It had ended by itself meanwhile.
        }
    }

    /// <returns>The exit code.</returns>
    public async Task<int> WaitAsync(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        return process.ExitCode;
    }

    /// <summary>The last words on standard error, in one line; call it when the child has ended or is about to.</summary>
    public async Task<string> LastWordsAsync()
    {
        var lines = (await errors.ConfigureAwait(false))
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Origin().Replace(line, ""))
            .Distinct();
        return string.Join("; ", lines.TakeLast(2));
    }

    /// <summary>All that it said on standard error, up to 4096 characters of it; call it when the child ends by itself.</summary>
    public Task<string> AllWordsAsync() => errors;

    public async ValueTask DisposeAsync()
    {
        Kill();
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        await errors.ConfigureAwait(false);
        process.Dispose();
    }

    private static async Task<string> ReadTailAsync(StreamReader reader)
    {
        var tail = "";
        var buffer = new char[1024];
        while (await reader.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var got)
        {
            tail += new string(buffer, 0, got);
            tail = tail[Math.Max(0, tail.Length - ErrorCharacters)..];
        }

        return tail;
    }

    /// <summary>The part of ffmpeg that speaks, with its address: <c>[mov,mp4 @ 0x55d0]</c>.</summary>
    [GeneratedRegex(@"^\[[^\]]* @ 0x[0-9a-f]+\] ")]
    private static partial Regex Origin();
}
