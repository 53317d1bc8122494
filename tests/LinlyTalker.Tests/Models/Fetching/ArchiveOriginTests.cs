using System.Formats.Tar;
using System.Text;
using LinlyTalker.Models.Catalogue;
using LinlyTalker.Models.Fetching;

namespace LinlyTalker.Tests.Models.Fetching;

public sealed class ArchiveOriginTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("package/", 1)]
    [InlineData("./", 0)]
    [InlineData("", 0)]
    public async Task Only_the_wanted_files_are_written_wherever_the_archive_puts_them(string wrapping, int leadingParts)
    {
        var tar = Tar(File($"{wrapping}data/a.txt", "a"), File($"{wrapping}data/b.txt", "b"), File($"{wrapping}data/deep/c.txt", "c"));

        await PlaceAsync(tar, leadingParts, new FileRule { From = "data/a.txt", To = "first.txt" }, new FileRule { From = "data/deep/*", To = "more" });

        Assert.Equal(["first.txt", "more/c.txt"], Written());
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    public async Task A_link_in_the_place_of_a_wanted_file_is_refused(TarEntryType type)
    {
        var tar = Tar(new PaxTarEntry(type, "data/a.txt") { LinkName = "/etc/passwd" });

        var fault = await Assert.ThrowsAsync<FetchException>(() => PlaceAsync(tar, 0, new FileRule { From = "data/a.txt", To = "a" }));
        Assert.Contains("refused", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Written());
    }

    [Fact]
    public async Task A_path_that_leaves_the_archive_is_never_written()
    {
        var tar = Tar(File("data/../../evil.txt", "evil"), File("/data/x/evil.txt", "evil"), File("data/..\\..\\evil", "evil"));

        var fault = await Assert.ThrowsAsync<FetchException>(() => PlaceAsync(tar, 0, new FileRule { From = "data/**/*", To = "." }));

        Assert.Contains("refused", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Written());
        Assert.False(System.IO.File.Exists(Path.Combine(scratch.Location, "..", "evil.txt")));
    }

    [Fact]
    public async Task A_cut_archive_is_said_to_be_damaged()
    {
        var whole = Tar(File("data/a.txt", new string('a', 5000)));

        var fault = await Assert.ThrowsAsync<FetchException>(() => PlaceAsync(whole[..3000], 0, new FileRule { From = "data/a.txt", To = "a" }));
        Assert.Contains("damaged", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_larger_than_due_is_refused()
    {
        var tar = Tar(File("a", new string('a', 5000)));

        await Assert.ThrowsAsync<FetchException>(() => PlaceAsync(tar, 0, new FileRule { From = "a", To = "a", Size = 10 }));
    }

    private static PaxTarEntry File(string path, string text) =>
        new(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    private static byte[] Tar(params TarEntry[] entries)
    {
        using var memory = new MemoryStream();
        using (var writer = new TarWriter(memory, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                writer.WriteEntry(entry);
            }
        }

        return memory.ToArray();
    }

    private Task PlaceAsync(byte[] tar, int leadingParts, params FileRule[] rules)
    {
        var origin = new ArchiveOrigin("test", (_, _) => Task.FromResult(new ArchiveContent(new MemoryStream(tar))), leadingParts, new FetchOptions());
        return origin.PlaceAsync(rules, scratch.PathOf("out"), null, Token);
    }

    private IEnumerable<string> Written()
    {
        var folder = scratch.PathOf("out");
        return !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file).Length > 0)
            .Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal);
    }
}
