using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Bench.Fuzz;
using LinlyTalker.Core.Errors;
using LinlyTalker.Media.Images;
using LinlyTalker.Native.Lifetime;
using LinlyTalker.Native.Vips;

namespace LinlyTalker.SystemTests.Media.Images;

public class PictureReaderTests
{
    // 8 × 8 of one red in CMYK (Adobe), and 4 × 3 in three rows of colour; made and read by ImageMagick 6.9.
    private const string CmykJpeg = "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwADAgICAgIDAgICAwMDAwQGBAQEBAQIBgYFBgkICgoJCAkJCgwPDAoLDgsJCQ0RDQ4PEBAREAoMEhMSEBMPEBAQ/9sAQwEDAwMEAwQIBAQIEAsJCxAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ/8AAFAgACAAIBAERAAIRAQMRAQQRAP/EABUAAQEAAAAAAAAAAAAAAAAAAAYI/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/EABUBAQEAAAAAAAAAAAAAAAAAAAcJ/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAA4EAQACEQMRBAAAPwBAc09Fqv/Z";
    private const string WebP = "UklGRlYAAABXRUJQVlA4IEoAAABwAwCdASoEAAMAAgA0JagCdGuA/gGEAfwD2/7sA/QAGBrNsAAA/vsA2dMn/3OscC0P//c6xwLQ//+QH/8gNHHXNGNqMnfyeJAAAA==";
    private const string Gif = "R0lGODlhBAADAPEAAP8AAAAA/4AAgAAAACH5BAAAAAAALAAAAAAEAAMAAAIFhCEpwVEAOw==";
    private const string Tiff = "SUkqAFAAAAD//wAAAAD//wAAAAD//wAAAAD//wAAAAAAgAAAAIAAgAAAAIAAgAAAAIAAgAAAAIAAAAAA//8AAAAA//8AAAAA//8AAAAA//8PAAABAwABAAAABAAAAAEBAwABAAAAAwAAAAIBAwADAAAACgEAAAMBAwABAAAAAQAAAAYBAwABAAAAAgAAAAoBAwABAAAAAQAAABEBBAABAAAACAAAABIBAwABAAAAAQAAABUBAwABAAAAAwAAABYBAwABAAAAAwAAABcBBAABAAAASAAAABwBAwABAAAAAQAAACkBAwACAAAAAAABAD4BBQACAAAAQAEAAD8BBQAGAAAAEAEAAAAAAAAQABAAEACF61EAAACAAMP1qAAAAAACzcxMAAAAAAHNzEwAAACAAM3MTAAAAAACj8L1AAAAABA3GqAAAAAAAiuHCgAAACAA";

    public PictureReaderTests() => Vips.Require();

    [Fact]
    public void A_plain_png_is_read_to_the_byte()
    {
        byte[] samples = [.. Enumerable.Range(0, 5 * 3 * 3).Select(i => (byte)(i * 5))];
        var picture = PictureReader.Decode(Png.File(5, 3, Png.Rgb, 8, samples), "x.png");
        Assert.Equal((5, 3), (picture.Width, picture.Height));
        Assert.Equal(samples, picture.Pixels);
    }

    [Fact]
    public void Sixteen_bits_and_grey_become_8_bit_rgb()
    {
        Assert.Equal([200, 200, 200, 7, 7, 7], PictureReader.Decode(Png.File(2, 1, Png.Grey, 8, [200, 7]), "x").Pixels);
        byte[] deep = [0, 255, 128, 128, 255, 255];
        Assert.Equal([0, 128, 255], PictureReader.Decode(Png.File(1, 1, Png.Rgb, 16, deep), "x").Pixels);
    }

    [Fact]
    public void What_is_transparent_becomes_white()
    {
        var picture = PictureReader.Decode(Png.File(2, 1, Png.Rgba, 8, [10, 20, 30, 0, 10, 20, 30, 255]), "x.png");
        Assert.Equal([255, 255, 255, 10, 20, 30], picture.Pixels);
    }

    [Fact]
    public void Cmyk_keeps_its_colour()
    {
        var picture = PictureReader.Decode(Convert.FromBase64String(CmykJpeg), "x.jpg");
        Assert.InRange(picture.Pixels[0], 180, 230);
        Assert.InRange(picture.Pixels[1], 20, 90);
        Assert.InRange(picture.Pixels[2], 10, 80);
    }

    [Theory]
    [InlineData(WebP, 193, 16, 57)]
    [InlineData(Gif, 255, 0, 0)]
    [InlineData(Tiff, 255, 0, 0)]
    public void Other_formats_are_read(string base64, int red, int green, int blue)
    {
        var picture = PictureReader.Decode(Convert.FromBase64String(base64), "x");
        Assert.Equal((4, 3), (picture.Width, picture.Height));
        Assert.InRange(picture.Pixels[0] - red, -3, 3);
        Assert.InRange(picture.Pixels[1] - green, -3, 3);
        Assert.InRange(picture.Pixels[2] - blue, -3, 3);
    }

    [Theory]
    [InlineData(3, 7, 3)] // upside down: what is stored at the top right comes to the bottom left
    [InlineData(6, 3, 7)] // lying on its side
    public void A_photo_is_turned_as_its_exif_says(byte orientation, int width, int height)
    {
        var stored = new Picture(7, 3);
        stored.Pixels.AsSpan().Fill(255);
        stored.At(0, 0).Clear();
        var jpeg = PictureWriter.Jpeg(stored, 100, comment: null);
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8, 0, 1,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        var picture = PictureReader.Decode((byte[])[0xFF, 0xD8, .. exif, .. jpeg[2..]], "x.jpg");
        Assert.Equal((width, height), (picture.Width, picture.Height));
        var dark = picture.At(width - 1, orientation == 3 ? height - 1 : 0)[0];
        Assert.True(dark < 128, $"the black corner is {dark}");
        Assert.True(picture.At(0, 0)[0] > 128);
    }

    [Fact]
    public void A_large_picture_is_shrunk_while_it_is_decoded()
    {
        var picture = PictureReader.Decode(Png.File(400, 300, Png.Grey, 8, new byte[400 * 300]), "x.png", longestSide: 100);
        Assert.Equal((100, 75), (picture.Width, picture.Height));
    }

    [Fact]
    public void Twenty_thousand_by_twenty_thousand_is_refused_by_its_header()
    {
        // The data is not there, so that a decoder would complain of that.
        var error = Refused(Png.WithData(20_000, 20_000, Png.Rgb, 8, []), "bomb.png");
        Assert.Contains("bomb.png has 20000 × 20000 pixels; at most 64 megapixels", error, StringComparison.Ordinal);
        Assert.Contains("20000 a side", Refused(Png.WithData(100_000, 2, Png.Grey, 8, []), "x"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_file_is_refused()
    {
        var noise = new Picture(64, 64);
        new Random(1).NextBytes(noise.Pixels);
        foreach (var file in (byte[][])[PictureWriter.Png(noise), PictureWriter.Jpeg(noise)])
        {
            foreach (var share in (double[])[0.01, 0.3, 0.6, 0.95])
            {
                var length = Math.Max(12, (int)(share * file.Length));
                Assert.Contains("cut.x is a damaged or incomplete", Refused(file[..length], "cut.x"), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("", "x is empty.")]
    [InlineData("hello", "x is no picture, or one of a kind that is not read; use")]
    [InlineData("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "x is an SVG drawing")]
    [InlineData("%PDF-1.7", "x is a PDF document")]
    [InlineData("BM66", "x is a BMP picture")]
    [InlineData("\0\0\0\u0018ftypheic", "x is a HEIC picture")]
    [InlineData("\0\0\0\u0018ftypisom", "x is a video")]
    [InlineData("id=ImageMagick", "x is no picture")]
    public void What_is_not_a_raster_picture_is_refused_and_named(string content, string message) =>
        Assert.StartsWith(message, Refused(System.Text.Encoding.Latin1.GetBytes(content), "x"), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_absent_or_a_folder_is_refused()
    {
        Assert.Contains("There is no file", Assert.Throws<InputException>(() => PictureReader.Read("no/such.png")).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<InputException>(() => PictureReader.Read(Path.GetTempPath())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_bytes_come_there_is_a_picture_or_one_clear_error_and_nothing_leaks()
    {
        var before = CountedHandle.LiveCount<VipsImage>();
        var small = new Picture(9, 9);
        new Random(2).NextBytes(small.Pixels);
        byte[][] templates =
        [
            PictureWriter.Png(small), PictureWriter.Jpeg(small), Convert.FromBase64String(WebP),
            Convert.FromBase64String(Gif), Convert.FromBase64String(Tiff), Convert.FromBase64String(CmykJpeg),
        ];
        var damaged =
            from template in Gen.Elements(templates)
            from edits in Gen.Choose(0, template.Length - 1).Zip(Gen.Choose(0, 255)).ListOf(4)
            from cut in Gen.Choose(0, 20)
            select Damage(template, edits, cut == 0 ? template.Length / 2 : template.Length);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1500).WithReplay(11, 13),
            Prop.ForAll(damaged.ToArbitrary(), bytes =>
            {
                try
                {
                    var limits = new PictureLimits { Pixels = 1_000_000 };
                    var picture = PictureReader.Decode(bytes, "x", limits: limits);
                    return picture.Pixels.Length == picture.Width * picture.Height * 3;
                }
                catch (InputException e)
                {
                    return e.Message.StartsWith("x ", StringComparison.Ordinal) && !e.Message.Contains('\n', StringComparison.Ordinal);
                }
            }));
        Assert.Equal(before, CountedHandle.LiveCount<VipsImage>());
    }

    private static byte[] Damage(byte[] template, IEnumerable<(int At, int Value)> edits, int length)
    {
        var bytes = (byte[])template.Clone();
        foreach (var (at, value) in edits)
        {
            bytes[at] = (byte)value;
        }

        return bytes[..length];
    }

    private static string Refused(byte[] bytes, string name) =>
        Assert.Throws<InputException>(() => PictureReader.Decode(bytes, name)).Message;
}
