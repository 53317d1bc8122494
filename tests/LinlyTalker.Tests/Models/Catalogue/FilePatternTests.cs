using LinlyTalker.Models.Catalogue;

namespace LinlyTalker.Tests.Models.Catalogue;

public sealed class FilePatternTests
{
    [Theory]
    [InlineData("a/b.txt", "a/b.txt", true)]
    [InlineData("a/b.txt", "a/b.txtx", false)]
    [InlineData("ogg/*/5.ogg", "ogg/ㄅㄚ4/5.ogg", true)]
    [InlineData("ogg/*/5.ogg", "ogg/ㄅㄚ4/3.ogg", false)]
    [InlineData("ogg/*/5.ogg", "ogg/5.ogg", false)]
    [InlineData("ogg/*/5.ogg", "ogg/a/b/5.ogg", false)]
    [InlineData("s/**/*.g722", "s/a.g722", true)]
    [InlineData("s/**/*.g722", "s/digits/pm/a.g722", true)]
    [InlineData("s/**/*.g722", "s/digits", false)]
    [InlineData("s/**/*.g722", "t/a.g722", false)]
    [InlineData("s/*", "s/a", true)]
    [InlineData("s/*", "s/a/b", false)]
    public void A_pattern_means_what_its_stars_say(string pattern, string path, bool matches) =>
        Assert.Equal(matches, new FilePattern(pattern).Matches(path));

    [Theory]
    [InlineData("a/b/c.txt", "a/b", true)]
    [InlineData("c.txt", "", true)]
    [InlineData("a/b/*/5.ogg", "a/b", false)]
    [InlineData("**/x", "", false)]
    public void The_fixed_folder_ends_before_the_first_star(string pattern, string folder, bool exact)
    {
        var read = new FilePattern(pattern);

        Assert.Equal(folder, read.Folder);
        Assert.Equal(exact, read.IsExact);
    }

    [Fact]
    public void What_is_below_the_fixed_folder_keeps_its_own_folders() =>
        Assert.Equal("ㄅㄚ4/5.ogg", new FilePattern("usr/ogg/*/5.ogg").Below("usr/ogg/ㄅㄚ4/5.ogg"));
}
