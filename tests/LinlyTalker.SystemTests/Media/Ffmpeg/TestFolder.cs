namespace LinlyTalker.SystemTests.Media.Ffmpeg;

/// <summary>A folder that goes with its test.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("linly-media");

    public string this[string name] => Path.Combine(folder.FullName, name);

    public IEnumerable<string> Files => folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(f => f.Name);

    public void Dispose() => folder.Delete(recursive: true);
}
