using System.Diagnostics;

namespace LinlyTalker.SystemTests.Models.Store;

/// <summary>A file system in memory of a given size, which can be made read-only; needs root.</summary>
internal sealed class SmallFileSystem : IDisposable
{
    public SmallFileSystem(int kilobytes)
    {
        if (!OperatingSystem.IsLinux() || Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", Location) != 0)
        {
            Directory.Delete(Location);
            Assert.Skip("A small file system can be mounted by root only: run the tests as root.");
        }
    }

    public string Location { get; } = Directory.CreateTempSubdirectory("linly-small-").FullName;

    public void MakeReadOnly() => Assert.Equal(0, Run("mount", "-o", "remount,ro", Location));

    public void Dispose()
    {
        Run("umount", Location);
        Directory.Delete(Location);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
