namespace LinlyTalker.Core.Files;

/// <summary>A file for as long as it is open, under a name that nobody can guess, readable by this user only.</summary>
public static class TemporaryFile
{
    /// <exception cref="IOException">The folder for temporary files cannot be written to.</exception>
    public static FileStream Create() => new(
        Path.Combine(Path.GetTempPath(), $"linly-{Guid.NewGuid():N}"),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            UnixCreateMode = OperatingSystem.IsWindows() ? null : UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
}
