using LinlyTalker.Core.Errors;
using LinlyTalker.Media;
using LinlyTalker.Media.Images;

namespace LinlyTalker.SystemTests.Media.Images;

public class PictureWriterTests
{
    public PictureWriterTests() => Vips.Require();

    [Fact]
    public void A_png_keeps_every_byte_and_says_that_it_is_synthetic()
    {
        var picture = Noise(31, 17);
        var png = PictureWriter.Png(picture);
        Assert.True(png.AsSpan().IndexOf("tEXtComment\0AI-generated"u8) > 0);
        Assert.Equal(picture.Pixels, PictureReader.Decode(png, "x.png").Pixels);
    }

    [Fact]
    public void A_jpeg_is_near_and_says_that_it_is_synthetic()
    {
        var picture = new Picture(16, 16);
        picture.Pixels.AsSpan().Fill(90);
        var jpeg = PictureWriter.Jpeg(picture);
        Assert.True(jpeg.AsSpan().IndexOf("AI-generated"u8) > 0);
        Assert.All(PictureReader.Decode(jpeg, "x.jpg").Pixels, p => Assert.InRange(p, 88, 92));
        Assert.Equal(-1, PictureWriter.Jpeg(picture, comment: null).AsSpan().IndexOf("AI-generated"u8));
    }

    [Fact]
    public void A_file_appears_whole_or_not_at_all()
    {
        var folder = Directory.CreateTempSubdirectory("linly-picture");
        try
        {
            var path = Path.Combine(folder.FullName, "a.PNG");
            var picture = Noise(5, 5);
            PictureWriter.Write(path, picture);
            Assert.Equal(picture.Pixels, PictureReader.Read(path).Pixels);
            Assert.Throws<InputException>(() => PictureWriter.Write(Path.Combine(folder.FullName, "a.bmp"), picture));
            Assert.Throws<InputException>(() => PictureWriter.Write(Path.Combine(path, "a.png"), picture));
            Assert.Single(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Cropping_and_resizing_keep_what_they_should()
    {
        var picture = Noise(40, 30);
        var crop = picture.Crop(7, 9, 11, 5);
        Assert.Equal(picture.At(17, 13).ToArray(), crop.At(10, 4).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => picture.Crop(30, 0, 11, 5));

        var flat = new Picture(40, 30);
        flat.Pixels.AsSpan().Fill(77);
        foreach (var (width, height) in ((int, int)[])[(13, 90), (80, 60), (1, 1)])
        {
            var resized = flat.Resize(width, height);
            Assert.Equal((width, height), (resized.Width, resized.Height));
            Assert.All(resized.Pixels, p => Assert.Equal(77, p));
        }
    }

    private static Picture Noise(int width, int height)
    {
        var picture = new Picture(width, height);
        new Random(4).NextBytes(picture.Pixels);
        return picture;
    }
}
