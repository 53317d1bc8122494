using LinlyTalker.Face.Portraits;

namespace LinlyTalker.Tests.Face.Portraits;

public class BlurMeasureTests
{
    private const int Size = 64;

    /// <summary>A step of height h loses all but the ninth part of its one difference when nine pixels are averaged.</summary>
    [Fact]
    public void A_step_between_two_levels_keeps_a_ninth() => Assert.Equal(1 / 9f, BlurMeasure.Of(Picture((x, _) => x < 32 ? 10 : 200), Size), 1e-4f);

    /// <summary>A slope is its own blurred copy, but for its ends.</summary>
    [Fact]
    public void A_slope_cannot_be_blurred_further() => Assert.InRange(BlurMeasure.Of(Picture((x, _) => 3 * x), Size), 0.9f, 1f);

    [Fact]
    public void A_picture_of_one_level_is_as_blurred_as_can_be() => Assert.Equal(1, BlurMeasure.Of(Picture((_, _) => 80), Size));

    [Fact]
    public void Neither_contrast_nor_brightness_matters() =>
        Assert.Equal(BlurMeasure.Of(Picture(Texture), Size), BlurMeasure.Of(Picture((x, y) => 40 + (0.2f * Texture(x, y))), Size), 1e-3f);

    [Fact]
    public void The_longer_the_waves_the_more_blurred()
    {
        float[] measures = [.. new[] { 3f, 6, 12, 24 }.Select(length => BlurMeasure.Of(Picture((x, y) => MathF.Sin(x / length) + MathF.Cos(y / length)), Size))];

        Assert.Equal(measures.Order(), measures);
    }

    private static float Texture(int x, int y) => ((x * 37) + (y * 101) + (x * y)) % 251;

    private static float[] Picture(Func<int, int, float> level) =>
        [.. Enumerable.Range(0, Size * Size).Select(i => level(i % Size, i / Size))];
}
