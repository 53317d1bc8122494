using System.Diagnostics;

namespace LinlyTalker.SystemTests.Cli;

/// <summary>Runs the built program as a user does.</summary>
internal static class LinlyProgram
{
    public static async Task<(int Code, string Output, string Error)> RunAsync(
        IEnumerable<string> arguments,
        string folder,
        string? input = null,
        CancellationToken cancellation = default,
        params (string Name, string Value)[] environment)
    {
        var start = Start(arguments, folder);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        await using var kill = cancellation.Register(() => process.Kill(entireProcessTree: true));
        await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output, await error);
    }

    public static ProcessStartInfo Start(IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "linly"))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
