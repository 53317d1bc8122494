using LinlyTalker.Face.Rendering;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Tests.Face.Rendering;

public class LanczosCropTests
{
    [Fact]
    public void The_whole_photo_at_its_own_size_is_the_photo()
    {
        var photo = Noise(40);
        var cut = LanczosCrop.Cut(photo, 0, 0, 40, 40);
        for (var i = 0; i < cut.Pixels.Length; i++)
        {
            Assert.Equal([photo.Pixels[3 * i], photo.Pixels[(3 * i) + 1], photo.Pixels[(3 * i) + 2]], Rgb(cut.Pixels[i]));
        }
    }

    [Theory]
    [InlineData(0, 0, 20, 50)]
    [InlineData(-7, 5, 60, 32)]
    public void An_even_surface_stays_even_at_any_size_sharpened_or_not(float left, float top, float side, int size)
    {
        var photo = new Picture(40, 40);
        photo.Pixels.AsSpan().Fill(137);
        Assert.All(LanczosCrop.Cut(photo, left, top, side, size, sharpen: 0.5f).Pixels, p => Assert.Equal(0xff898989, p));
    }

    [Fact]
    public void A_ramp_keeps_its_place_when_it_is_enlarged()
    {
        var photo = new Picture(32, 32);
        for (var i = 0; i < photo.Pixels.Length; i++)
        {
            photo.Pixels[i] = (byte)(i / 3 % 32 * 8);
        }

        // Pixel x of the photo spans [x, x + 1): its value stands at x + 0.5.
        var cut = LanczosCrop.Cut(photo, 8, 8, 16, 64, sharpen: 0.3f);
        for (var x = 0; x < 64; x++)
        {
            Assert.InRange(Rgb(cut[x, 30])[0] - (8 * (8 + ((x + 0.5) / 4) - 0.5)), -1.5, 1.5);
        }
    }

    private static byte[] Rgb(uint pixel) => [(byte)(pixel >> 16), (byte)(pixel >> 8), (byte)pixel];

    private static Picture Noise(int side)
    {
        var photo = new Picture(side, side);
        new Random(3).NextBytes(photo.Pixels);
        return photo;
    }
}
