using System.Diagnostics;

namespace LinlyTalker.SystemTests.Models.Store;

/// <summary>The program itself, with a home of the test's own.</summary>
internal sealed class LinlyProgram(string home)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Address that stands for Hugging Face.</summary>
    public string? HuggingFace { get; init; }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "linly"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LINLY_HOME"] = home;
        if (HuggingFace is not null)
        {
            start.Environment["HF_ENDPOINT"] = HuggingFace;
        }

        return Process.Start(start)!;
    }

    public async Task<ProgramAnswer> RunAsync(CancellationToken cancellation, params string[] arguments)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timed.CancelAfter(Longest);
        using var process = Start(arguments);
        return await EndAsync(process, timed.Token);
    }

    public static async Task<ProgramAnswer> EndAsync(Process process, CancellationToken cancellation)
    {
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new ProgramAnswer(process.ExitCode, await output, await error);
    }
}

internal sealed record ProgramAnswer(int Code, string Output, string Error);
