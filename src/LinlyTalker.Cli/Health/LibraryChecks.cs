using System.Text;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Loading;
using LinlyTalker.Native.Worker;

namespace LinlyTalker.Cli.Health;

/// <summary>Loads every native library in a worker's process, where a bad one can do no harm.</summary>
internal static class LibraryChecks
{
    public static async IAsyncEnumerable<Finding> RunAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var worker = new WorkerClient(new WorkerOptions { Service = "probe" });
        Finding? dead = null;
        try
        {
            await worker.AskAsync("echo", "hello"u8.ToArray(), cancellation);
        }
        catch (LinlyException e)
        {
            dead = new("library", "worker", Verdict.Missing, e.Message, "Build again: ./linly doctor after removing artifacts/.");
        }

        yield return dead ?? new("library", "worker", Verdict.Good, "starts and answers");
        if (dead is not null)
        {
            yield break;
        }

        foreach (var library in KnownLibraries.All)
        {
            yield return await LoadAsync(worker, library, cancellation);
        }
    }

    private static async Task<Finding> LoadAsync(WorkerClient worker, NativeLibraryInfo library, CancellationToken cancellation)
    {
        try
        {
            await worker.AskAsync("load", Encoding.UTF8.GetBytes(library.Name), cancellation);
            return new("library", library.Name, Verdict.Good, library.FileNames[0]);
        }
        catch (LinlyException e)
        {
            return new("library", library.Name, Verdict.Missing, e.Message.Split('\n')[0], library.InstallCommand);
        }
    }
}
