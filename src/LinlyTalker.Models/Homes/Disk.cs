namespace LinlyTalker.Models.Homes;

/// <summary>Turns what the file system refuses into one sentence that says where and what to do.</summary>
public static class Disk
{
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int QuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Makes the folder and its parents.</summary>
    /// <exception cref="HomeException">It cannot be made or is not writable.</exception>
    public static void MakeFolder(string path)
    {
        if (FileInTheWay(path) is { } file)
        {
            throw new HomeException($"{file} is a file where a folder is needed; move it away, or set LINLY_HOME to another folder.");
        }

        Guard(path, () => Directory.CreateDirectory(path));
    }

    /// <summary>Refuses early when <paramref name="bytes"/> will not fit where <paramref name="path"/> lives.</summary>
    /// <exception cref="HomeException">Less is free.</exception>
    public static void NeedSpace(string path, long bytes)
    {
        var free = FreeSpace(path);
        if (free is not null && free < bytes)
        {
            throw new HomeException($"{path} needs {ByteCount.Text(bytes)} and {ByteCount.Text(free.Value)} are free; make room, or set LINLY_HOME to a folder on another disk.");
        }
    }

    /// <summary>Bytes free where <paramref name="path"/> lives or will live; null when the system does not say.</summary>
    public static long? FreeSpace(string path)
    {
        var existing = Path.GetFullPath(path);
        while (!Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing);
            if (existing is null)
            {
                return null;
            }
        }

        try
        {
            return new DriveInfo(existing).AvailableFreeSpace;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A file system that does not say: the write itself will tell.
            return null;
        }
    }

    public static void Guard(string path, Action action) =>
        Guard(path, () =>
        {
            action();
            return true;
        });

    public static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception fault) when (Explain(fault, path) is { } sentence)
        {
            throw new HomeException(sentence, fault);
        }
    }

    public static async Task<T> GuardAsync<T>(string path, Func<Task<T>> action)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (Exception fault) when (Explain(fault, path) is { } sentence)
        {
            throw new HomeException(sentence, fault);
        }
    }

    public static Task GuardAsync(string path, Func<Task> action) =>
        GuardAsync(path, async () =>
        {
            await action().ConfigureAwait(false);
            return true;
        });

    /// <summary>The sentence for a fault of the disk, or null when the fault is of another kind.</summary>
    public static string? Explain(Exception fault, string path) => fault switch
    {
        UnauthorizedAccessException => $"{path} is not writable for this user; change its permissions, or set LINLY_HOME to a folder that is.",
        IOException { HResult: NoSpace or QuotaExceeded or WindowsDiskFull } => $"The disk is full at {path}; make room, or set LINLY_HOME to a folder on another disk.",
        IOException { HResult: ReadOnly } => $"{path} is on a read-only file system; set LINLY_HOME to a folder that can be written.",
        _ => null,
    };

    private static string? FileInTheWay(string path)
    {
        for (var folder = path; !string.IsNullOrEmpty(folder) && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }
}
