using LinlyTalker.Ears.Samples;

namespace LinlyTalker.Tests.Ears.Samples;

public class SilenceCutterTests
{
    private const int Second = 16000;

    private static IEnumerable<Range> Cut(float[] samples) => SilenceCutter.Cut(samples, 18 * Second, 28 * Second);

    [Fact]
    public void Short_sound_is_one_piece() => Assert.Equal([0..(28 * Second)], Cut(new float[28 * Second]));

    [Fact]
    public void Long_sound_is_cut_in_its_silence()
    {
        var samples = Enumerable.Repeat(0.2f, 60 * Second).ToArray();
        samples.AsSpan(22 * Second, Second / 2).Clear();
        var pieces = Cut(samples).ToList();
        Assert.InRange(pieces[0].End.Value, 22 * Second, 22.5 * Second);
        Assert.Equal(60 * Second, pieces.Sum(piece => piece.End.Value - piece.Start.Value));
        Assert.All(pieces, piece => Assert.InRange(piece.End.Value - piece.Start.Value, 1, 28 * Second));
    }

    [Fact]
    public void No_sound_is_one_empty_piece() => Assert.Equal([0..0], Cut(Array.Empty<float>()));

    [Fact]
    public void Pieces_follow_each_other_without_a_gap_and_none_is_longer_than_asked()
    {
        var samples = new float[30 * Second];
        Array.Fill(samples, 0.5f);
        Array.Clear(samples, 8 * Second, Second / 2);
        var pieces = SilenceCutter.Cut(samples, 6 * Second, 10 * Second).ToList();

        Assert.InRange(pieces[0].End.Value, 8 * Second, 8.5 * Second);
        Assert.Equal(0, pieces[0].Start.Value);
        Assert.Equal(samples.Length, pieces[^1].End.Value);
        Assert.All(pieces, p => Assert.InRange(p.End.Value - p.Start.Value, 1, 10 * Second));
        Assert.All(pieces.Zip(pieces.Skip(1)), p => Assert.Equal(p.First.End, p.Second.Start));
    }
}
