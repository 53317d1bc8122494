using LinlyTalker.Core.Files;

namespace LinlyTalker.Tests.Core.Files;

public sealed class PendingFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("linly-pending-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_appears_whole_or_not_at_all()
    {
        var path = Path.Combine(folder, "a.wav");
        using (var pending = new PendingFile(path))
        {
            File.WriteAllText(pending.TemporaryPath, "half");
        }

        Assert.Empty(Directory.EnumerateFiles(folder));
        using (var pending = new PendingFile(path))
        {
            File.WriteAllText(pending.TemporaryPath, "whole");
            pending.Commit();
        }

        Assert.Equal("whole", File.ReadAllText(Assert.Single(Directory.EnumerateFiles(folder))));
    }

    [Fact]
    public void What_a_killed_program_left_of_the_same_file_goes_and_nothing_else_does()
    {
        var old = DateTime.UtcNow.AddDays(-2);
        var left = Touch($".a.{Guid.NewGuid():N}.part.wav", old);
        string[] kept =
        [
            Touch($".a.{Guid.NewGuid():N}.part.wav", DateTime.UtcNow),
            Touch($".b.{Guid.NewGuid():N}.part.wav", old),
            Touch($".a.{Guid.NewGuid():N}.part.mp4", old),
            Touch(".a.mine.part.wav", old),
            Touch("a.wav", old),
        ];

        using var pending = new PendingFile(Path.Combine(folder, "a.wav"));

        Assert.False(File.Exists(left));
        Assert.All(kept, path => Assert.True(File.Exists(path), path));
    }

    private string Touch(string name, DateTime time)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, "x");
        File.SetLastWriteTimeUtc(path, time);
        return path;
    }
}
