using LinlyTalker.Face.Rendering;

namespace LinlyTalker.Tests.Face.Rendering;

public class I420ConverterTests
{
    // numpy in double precision from BT.601's equations, chroma the mean of 2 × 2, over the picture of Pattern.
    private static readonly byte[] Luma =
    [
        128, 166, 75, 113, 151, 189, 98, 70, 108, 146, 158, 67, 105, 143, 115, 153, 62, 100, 138, 175, 213, 56, 94,
        132, 170, 183, 92, 130, 102, 140, 178, 86, 179, 88, 126, 139, 177, 149, 58, 96, 133, 171, 209, 118, 90, 128,
        166, 75, 113, 151, 98, 136, 44, 82, 120, 158, 196, 39, 77, 115, 153, 191, 99, 137, 76, 114, 86, 124, 162, 71,
        108, 146, 184, 156, 40, 78, 116, 154, 192, 101, 73, 111, 148, 186, 95, 133, 171, 143, 181, 65, 103, 140, 178,
        87, 59, 97, 61, 99, 112, 150, 188, 96, 134, 106, 144, 182, 91, 129, 167, 205, 48, 86, 123, 136, 174, 83, 55,
        93, 131, 169, 78, 116, 153, 126, 163, 72, 110, 148,
    ];

    private static readonly byte[] Blue =
    [
        137, 138, 93, 159, 142, 96, 125, 136, 165, 101, 140, 141, 114, 124, 116, 145, 171, 107, 117, 137, 129, 130,
        103, 151, 134, 97, 145, 128, 138, 111, 131, 161,
    ];

    private static readonly byte[] Red =
    [
        84, 150, 118, 147, 110, 157, 139, 98, 159, 103, 137, 123, 115, 153, 88, 149, 157, 101, 139, 149, 84, 150, 141,
        147, 110, 129, 134, 97, 135, 127, 137, 119,
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Planes_equal_the_reference_within_one_level(bool simd)
    {
        var (y, u, v) = Convert(Pattern(32, 4), simd);
        AssertNear(Luma, y);
        AssertNear(Blue, u);
        AssertNear(Red, v);
    }

    [Fact]
    public void Both_paths_give_the_same_bytes_at_widths_that_no_vector_divides()
    {
        var picture = Pattern(70, 38);
        var (y, u, v) = Convert(picture, simd: true);
        var (y2, u2, v2) = Convert(picture, simd: false);
        Assert.Equal(y2, y);
        Assert.Equal(u2, u);
        Assert.Equal(v2, v);
    }

    [Fact]
    public void White_and_black_reach_the_ends_of_the_limited_range()
    {
        var picture = new Raster(32, 2);
        picture.Pixels.AsSpan(0, 32).Fill(0xffffffff);
        picture.Pixels.AsSpan(32).Fill(0xffffffff);
        var (y, u, _) = Convert(picture, simd: true);
        Assert.All(y, value => Assert.Equal(235, value));
        Assert.All(u, value => Assert.Equal(128, value));
        picture.Pixels.AsSpan().Fill(0xff000000);
        Assert.All(Convert(picture, simd: true).Y, value => Assert.Equal(16, value));
    }

    private static Raster Pattern(int width, int height)
    {
        var picture = new Raster(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                uint red = (uint)((x * 37) + (y * 91) + 11) & 255, green = (uint)((x * 53) + (y * 29) + 200) & 255;
                var blue = (uint)((x * 17) + (y * 131) + 90) & 255;
                picture[x, y] = 0xff000000 | (red << 16) | (green << 8) | blue;
            }
        }

        return picture;
    }

    private static (byte[] Y, byte[] U, byte[] V) Convert(Raster picture, bool simd)
    {
        var count = picture.Width * picture.Height;
        byte[] y = new byte[count], u = new byte[count / 4], v = new byte[count / 4];
        I420Converter.Convert(picture, y, u, v, simd);
        return (y, u, v);
    }

    private static void AssertNear(byte[] expected, byte[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -1, 1));
    }
}
