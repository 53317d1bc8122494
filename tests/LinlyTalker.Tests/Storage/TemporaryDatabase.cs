using LinlyTalker.Storage.Database;

namespace LinlyTalker.Tests.Storage;

/// <summary>A database in a folder of its own, for one test.</summary>
internal sealed class TemporaryDatabase : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("linly-");
    private readonly List<LinlyDatabase> opened = [];

    public string Path => System.IO.Path.Combine(folder.FullName, "home", "linly.db");

    public LinlyDatabase Open()
    {
        opened.Add(LinlyDatabase.Open(Path));
        return opened[^1];
    }

    public void Dispose()
    {
        opened.ForEach(database => database.Dispose());
        folder.Delete(recursive: true);
    }
}
