using LinlyTalker.Ears.Sherpa;

namespace LinlyTalker.Tests.Ears.Sherpa;

public class SoundCutterTests
{
    [Fact]
    public void Short_sound_is_one_stretch() =>
        Assert.Equal([0..100], SoundCutter.Cut(new float[100], 16000));

    [Fact]
    public void Long_sound_is_cut_where_it_is_quiet_and_nothing_is_lost()
    {
        var samples = new float[16000 * 30];
        Array.Fill(samples, 0.5f);
        Array.Clear(samples, 16000 * 8, 8000);
        var ranges = SoundCutter.Cut(samples, 16000 * 10).ToList();

        Assert.InRange(ranges[0].End.Value, 16000 * 8, 16000 * 8 + 8000);
        Assert.Equal(samples.Length, ranges.Sum(r => r.End.Value - r.Start.Value));
        Assert.All(ranges, r => Assert.InRange(r.End.Value - r.Start.Value, 1, 160000));
        Assert.All(ranges.Zip(ranges.Skip(1)), p => Assert.Equal(p.First.End, p.Second.Start));
    }
}
