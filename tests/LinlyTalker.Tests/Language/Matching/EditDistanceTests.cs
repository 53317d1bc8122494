using LinlyTalker.Language.Matching;

namespace LinlyTalker.Tests.Language.Matching;

public class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("greeting", "greetign", 1)]
    [InlineData("knowledge", "knowlege", 1)]
    [InlineData("ca", "abc", 3)]
    public void It_counts_insertions_deletions_replacements_and_swaps(string left, string right, int distance)
    {
        Assert.Equal(distance, EditDistance.Between(left, right));
        Assert.Equal(distance, EditDistance.Between(right, left));
    }

    [Fact]
    public void Above_the_limit_it_says_only_that() => Assert.Equal(3, EditDistance.Between("abcdefgh", "stuvwxyz", 2));
}
