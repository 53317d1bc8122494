using System.Numerics;
using LinlyTalker.Face.Rendering;

namespace LinlyTalker.Tests.Face.Rendering;

public class TriangleRasteriserTests
{
    private static readonly int[] Square = [0, 1, 2, 0, 2, 3];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_square_drawn_onto_itself_gives_the_picture_back(bool simd)
    {
        var picture = Noise(64);
        var target = new Raster(64, 64);
        Vector2[] corners = [new(0, 0), new(63, 0), new(63, 63), new(0, 63)];
        TriangleRasteriser.Draw(picture, target, corners, corners, Square, simd);

        // The last row and column are sampled a thousandth of a pixel inside the picture.
        for (var y = 0; y < 63; y++)
        {
            for (var x = 0; x < 63; x++)
            {
                AssertNear(picture[x, y], target[x, y], 1);
            }
        }
    }

    [Fact]
    public void Both_paths_agree_within_two_levels_on_warped_noise()
    {
        var random = new Random(5);
        for (var round = 0; round < 50; round++)
        {
            var picture = Noise(96, round);
            Raster fast = new(96, 96), slow = new(96, 96);
            var vertices = Enumerable.Range(0, 4).Select(_ => Point(random)).ToArray();
            var coordinates = Enumerable.Range(0, 4).Select(_ => Point(random)).ToArray();
            TriangleRasteriser.Draw(picture, fast, vertices, coordinates, Square, simd: true);
            TriangleRasteriser.Draw(picture, slow, vertices, coordinates, Square, simd: false);
            for (var i = 0; i < fast.Pixels.Length; i++)
            {
                AssertNear(slow.Pixels[i], fast.Pixels[i], 2);
            }
        }
    }

    [Fact]
    public void Triangles_that_leave_the_picture_are_clipped()
    {
        var picture = Noise(32);
        var target = new Raster(32, 32);
        Vector2[] far = [new(-500, -400), new(900, -300), new(700, 800), new(-300, 600)];
        TriangleRasteriser.Draw(picture, target, far, far, Square);
        Assert.DoesNotContain(0u, target.Pixels);
    }

    private static Vector2 Point(Random random) => new((random.NextSingle() * 120) - 12, (random.NextSingle() * 120) - 12);

    /// <summary>Neighbours differ by up to 40 levels, so that an error in a fraction shows.</summary>
    private static Raster Noise(int side, int seed = 1)
    {
        var random = new Random(seed);
        var raster = new Raster(side, side);
        for (var i = 0; i < raster.Pixels.Length; i++)
        {
            raster.Pixels[i] = 0xff000000 | (uint)(random.Next(40) * 0x010101) + 0x606060;
        }

        return raster;
    }

    private static void AssertNear(uint expected, uint actual, int tolerance)
    {
        for (var shift = 0; shift < 32; shift += 8)
        {
            Assert.InRange((int)((actual >> shift) & 255) - (int)((expected >> shift) & 255), -tolerance, tolerance);
        }
    }
}
