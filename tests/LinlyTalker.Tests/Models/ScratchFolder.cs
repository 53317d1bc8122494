namespace LinlyTalker.Tests.Models;

/// <summary>A folder that is gone when the test is over.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Location { get; } = Directory.CreateTempSubdirectory("linly-test-").FullName;

    public string Write(string path, string text)
    {
        var absolute = Path.Combine(Location, path);
        Directory.CreateDirectory(Path.GetDirectoryName(absolute)!);
        File.WriteAllText(absolute, text);
        return absolute;
    }

    public string Write(string path, byte[] bytes)
    {
        var absolute = Path.Combine(Location, path);
        Directory.CreateDirectory(Path.GetDirectoryName(absolute)!);
        File.WriteAllBytes(absolute, bytes);
        return absolute;
    }

    public string PathOf(params string[] parts) => Path.Combine([Location, .. parts]);

    public void Dispose() => Directory.Delete(Location, recursive: true);
}
