using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Native.Worker;

/// <summary>
/// Finds the worker's program: the option, then the environment variable LINLY_WORKER, then <c>linly-worker</c>
/// beside the running program.
/// </summary>
public static class WorkerExecutable
{
    public const string Variable = "LINLY_WORKER";

    private const string Name = "linly-worker";

    /// <exception cref="LinlyException">There is none; the message says where was looked.</exception>
    public static string Find(string? option = null)
    {
        var asked = option ?? Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(asked))
        {
            return File.Exists(asked)
                ? Path.GetFullPath(asked)
                : throw new LinlyException($"The worker's program {asked} does not exist; correct or unset {Variable}.");
        }

        var beside = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? Name + ".exe" : Name);
        return File.Exists(beside)
            ? beside
            : throw new LinlyException(
                $"The worker's program was not found at {beside}: build the program again, or set {Variable} to its path.");
    }

    /// <summary>Where the running .NET is installed, so that the worker runs on the same one.</summary>
    internal static string DotnetRoot =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
}
