using LinlyTalker.Models.Homes;

namespace LinlyTalker.Tests.Models.Homes;

public sealed class LinlyHomeTests
{
    [Fact]
    public void One_variable_puts_everything_under_one_root()
    {
        var home = LinlyHome.From(Variables(("LINLY_HOME", "/srv/linly"), ("XDG_DATA_HOME", "/elsewhere")));

        Assert.Equal(Path.GetFullPath("/srv/linly/data"), home.Data);
        Assert.Equal(Path.GetFullPath("/srv/linly/cache"), home.Cache);
        Assert.Equal(Path.GetFullPath("/srv/linly/cache/models"), home.FetchedModels);
    }

    [Fact]
    public void The_xdg_folders_are_followed_and_a_relative_one_is_ignored()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("reason: the XDG folders are Linux's");
        }

        var home = LinlyHome.From(Variables(("HOME", "/home/a"), ("XDG_DATA_HOME", "/big/data"), ("XDG_CACHE_HOME", "relative")));

        Assert.Equal("/big/data/linly-talker", home.Data);
        Assert.Equal("/home/a/.cache/linly-talker", home.Cache);
    }

    [Fact]
    public void Without_any_home_one_sentence_says_what_to_set()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("reason: Windows always has a home");
        }

        var fault = Assert.Throws<HomeException>(() => LinlyHome.From(_ => null));
        Assert.Contains("LINLY_HOME", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_the_way_of_a_folder_is_named()
    {
        using var scratch = new ScratchFolder();
        var file = scratch.Write("models", "not a folder");

        foreach (var path in new[] { file, Path.Combine(file, "deep", "er") })
        {
            var fault = Assert.Throws<HomeException>(() => Disk.MakeFolder(path));
            Assert.StartsWith($"{file} is a file", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void More_than_is_free_is_refused_before_the_first_byte()
    {
        using var scratch = new ScratchFolder();

        Disk.NeedSpace(scratch.PathOf("not", "there", "yet"), 1);
        var fault = Assert.Throws<HomeException>(() => Disk.NeedSpace(scratch.PathOf("not", "there"), long.MaxValue));
        Assert.Contains("free", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(28, "full")]
    [InlineData(30, "read-only")]
    public void What_the_system_says_by_number_becomes_a_sentence(int number, string words) =>
        Assert.Contains(words, Disk.Explain(new IOException("native words", number), "/somewhere"), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(999, "999 bytes")]
    [InlineData(1_000, "1 kB")]
    [InlineData(27_114_385, "27.1 MB")]
    [InlineData(999_600, "1 MB")]
    [InlineData(4_700_000_000, "4.7 GB")]
    public void Sizes_read_as_people_write_them(long bytes, string text) => Assert.Equal(text, ByteCount.Text(bytes));

    private static Func<string, string?> Variables(params (string Name, string Value)[] set) =>
        name => set.Where(pair => pair.Name == name).Select(pair => pair.Value).FirstOrDefault();
}
