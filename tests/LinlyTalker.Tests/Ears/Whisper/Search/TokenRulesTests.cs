using LinlyTalker.Ears.Whisper.Search;
using LinlyTalker.Tests.Ears.Whisper.Network;

namespace LinlyTalker.Tests.Ears.Whisper.Search;

public class TokenRulesTests
{
    [Fact]
    public void Nothing_begins_with_a_space_or_the_end()
    {
        Assert.Equal([0, 1, 2, 3, 4, 6, 8, 9], Allowed(timestamps: false));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 8, 9, 10], Allowed(timestamps: false, 1));
    }

    [Fact]
    public void With_timestamps_one_within_a_second_comes_first() =>
        Assert.Equal(Enumerable.Range(20, 51), Allowed(timestamps: true));

    [Fact]
    public void After_the_first_timestamp_come_words() =>
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 8, 9, 10], Allowed(timestamps: true, 25));

    [Fact]
    public void A_segment_that_has_ended_is_followed_by_the_next_ones_time_or_the_end()
    {
        var allowed = Allowed(timestamps: true, 25, 1, 40);
        Assert.Equal([10, .. Enumerable.Range(40, 260)], allowed);
    }

    [Fact]
    public void Time_does_not_go_back()
    {
        var allowed = Allowed(timestamps: true, 25, 1);
        Assert.DoesNotContain(25, allowed);
        Assert.Contains(26, allowed);
    }

    [Fact]
    public void Timestamps_that_are_likelier_together_than_any_word_win()
    {
        // Each of the many timestamps is less likely than the word.
        var logits = new float[300];
        logits[3] = 2;
        var left = new TokenRules(SmallSymbols.Make(), timestamps: true).Apply(logits, [25, 1]);
        Assert.True(Logits.Largest(left) >= 20);
    }

    /// <summary>What may follow, where no timestamp outweighs the words.</summary>
    private static IEnumerable<int> Allowed(bool timestamps, params int[] said)
    {
        var logits = new float[300];
        logits.AsSpan(20).Fill(-20);
        var left = new TokenRules(SmallSymbols.Make(), timestamps).Apply(logits, said).ToArray();
        return Enumerable.Range(0, left.Length).Where(token => !float.IsNegativeInfinity(left[token]));
    }
}
