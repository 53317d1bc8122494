using LinlyTalker.Ears.Whisper.Search;

namespace LinlyTalker.Tests.Ears.Whisper.Search;

public class LogitsTests
{
    private static readonly float[] Row = [.. Enumerable.Range(0, 203).Select(i => (float)Math.Sin(i) * 5)];

    [Fact]
    public void The_sum_equals_the_plain_one() =>
        Assert.Equal(Math.Log(Row.Sum(v => Math.Exp(v))), Logits.LogSum(Row), 1e-4);

    [Fact]
    public void The_largest_is_found_among_forbidden_ones()
    {
        float[] row = [.. Row];
        row.AsSpan(0, 100).Fill(float.NegativeInfinity);
        Assert.Equal(Enumerable.Range(0, row.Length).MaxBy(i => row[i]), Logits.Largest(row));
        Assert.Equal(Math.Log(row.Skip(100).Sum(v => Math.Exp(v))), Logits.LogSum(row), 1e-4);
    }

    [Fact]
    public void All_forbidden_sum_to_nothing()
    {
        float[] row = [.. Enumerable.Repeat(float.NegativeInfinity, 40)];
        Assert.Equal(float.NegativeInfinity, Logits.LogSum(row));
        Assert.Equal(0, Logits.Largest(row));
    }

    [Fact]
    public void Draws_follow_the_probabilities_and_the_seed()
    {
        float[] row = [MathF.Log(0.7f), MathF.Log(0.3f), float.NegativeInfinity];
        var random = new Random(3);
        var drawn = Enumerable.Range(0, 4000).Select(_ => Logits.Draw(row, 1, random)).ToList();
        Assert.InRange(drawn.Count(token => token == 0), 2700, 2900);
        Assert.DoesNotContain(2, drawn);
        Assert.Equal(Logits.Draw(row, 0.5f, new Random(5)), Logits.Draw(row, 0.5f, new Random(5)));
    }
}
