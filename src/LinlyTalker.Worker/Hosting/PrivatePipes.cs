using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LinlyTalker.Worker.Hosting;

/// <summary>
/// Takes the pipes of the protocol away from the rest of the process before any library is loaded: what a library
/// prints goes to standard error from then on, and one that reads standard input finds it empty.
/// </summary>
internal static partial class PrivatePipes
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Error = 2;

    public static (Stream Input, Stream Output) Take()
    {
        if (OperatingSystem.IsWindows())
        {
            // There a library prints through its own C runtime; moving that runtime's descriptors is not done yet.
            return (Console.OpenStandardInput(), Console.OpenStandardOutput());
        }

        var input = Check(Duplicate(Input));
        var output = Check(Duplicate(Output));
        Check(Replace(Error, Output));
        using var nothing = File.OpenHandle("/dev/null");
        Check(Replace((int)nothing.DangerousGetHandle(), Input));
        return (Open(input, FileAccess.Read), Open(output, FileAccess.Write));
    }

    /// <summary>Ends the process at once: a library that is still busy could hang or crash an orderly end.</summary>
    public static int Leave(int code)
    {
        if (!OperatingSystem.IsWindows())
        {
            Exit(code);
        }

        return code;
    }

    private static FileStream Open(int descriptor, FileAccess access) =>
        new(new SafeFileHandle(descriptor, ownsHandle: true), access, bufferSize: 0);

    private static int Check(int result) => result >= 0
        ? result
        : throw new IOException($"The worker's pipes cannot be moved: {Marshal.GetLastPInvokeErrorMessage()}.");

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Replace(int from, int to);

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);
}
