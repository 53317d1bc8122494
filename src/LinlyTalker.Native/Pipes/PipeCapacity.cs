using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LinlyTalker.Native.Pipes;

/// <summary>How much a pipe holds before its writer waits.</summary>
public static partial class PipeCapacity
{
    private const int SetPipeSize = 1031; // F_SETPIPE_SZ of fcntl(2), Linux

    /// <summary>
    /// Lets a pipe hold so many bytes (rounded up to a power of two), so that a large message takes one turn between
    /// writer and reader and not one for every 64 KiB.
    /// </summary>
    /// <returns>
    /// False where the system allows no more than it has, as it does when a user has many large pipes: the pipe then
    /// works as before.
    /// </returns>
    public static bool TryRaise(SafePipeHandle pipe, int bytes)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        return OperatingSystem.IsLinux() && Fcntl(pipe, SetPipeSize, bytes) >= bytes;
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Fcntl(SafePipeHandle handle, int command, int argument);
}
