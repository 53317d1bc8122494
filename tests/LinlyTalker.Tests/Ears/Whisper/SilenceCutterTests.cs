using LinlyTalker.Ears.Whisper;

namespace LinlyTalker.Tests.Ears.Whisper;

public class SilenceCutterTests
{
    private const int Second = 16000;

    [Fact]
    public void Short_sound_is_one_piece() => Assert.Equal([0..(28 * Second)], SilenceCutter.Cut(new float[28 * Second]));

    [Fact]
    public void Long_sound_is_cut_in_its_silence()
    {
        var samples = Enumerable.Repeat(0.2f, 60 * Second).ToArray();
        samples.AsSpan(22 * Second, Second / 2).Clear();
        var pieces = SilenceCutter.Cut(samples).ToList();
        Assert.InRange(pieces[0].End.Value, 22 * Second, 22.5 * Second);
        Assert.Equal(60 * Second, pieces.Sum(piece => piece.End.Value - piece.Start.Value));
        Assert.All(pieces, piece => Assert.InRange(piece.End.Value - piece.Start.Value, 1, 28 * Second));
    }

    [Fact]
    public void No_sound_is_one_empty_piece() => Assert.Equal([0..0], SilenceCutter.Cut(Array.Empty<float>()));
}
