using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Signal.Wav;

namespace LinlyTalker.Tests.Core.Signal.Wav;

public class WavFileTests
{
    [Theory]
    [InlineData(WavEncoding.Pcm16, 1.0 / 65536)]
    [InlineData(WavEncoding.Pcm24, 1.0 / 16777216)]
    [InlineData(WavEncoding.Ieee32, 0)]
    public void What_was_written_is_read(WavEncoding encoding, double tolerance)
    {
        var samples = TestSound.Noise(10001);
        var chunk = WavFile.Read(Written(samples, encoding), "x.wav");
        Assert.Equal(22050, chunk.SampleRate);
        Assert.Equal(samples.Length, chunk.Samples.Length);
        Assert.All(samples.Zip(chunk.Samples.ToArray()), p => Assert.InRange(p.First - p.Second, -tolerance, tolerance));
    }

    [Fact]
    public void Every_16_bit_sample_survives_a_round_trip()
    {
        var samples = Enumerable.Range(short.MinValue, 65536).Select(s => s / 32768f).ToArray();
        Assert.Equal(samples, WavFile.Read(Written(samples, WavEncoding.Pcm16), "x.wav").Samples.ToArray());
    }

    [Fact]
    public void A_comment_stands_in_the_info_list_and_disturbs_nothing()
    {
        var samples = TestSound.Noise(100);
        var file = Written(samples, WavEncoding.Ieee32, "AI-generated");
        Assert.True(file.ToArray().AsSpan().IndexOf("INFOICMT\x0d\0\0\0AI-generated\0"u8) > 0);
        Assert.Equal(samples, WavFile.Read(file, "x.wav").Samples.ToArray());
    }

    [Fact]
    public void Channels_are_mixed_to_their_mean()
    {
        short[] frames = [1000, 3000, -2000, -4000];
        var file = Riff.Wav(1, 2, 16, Riff.Bytes(frames));
        Assert.Equal([2000 / 32768f, -3000 / 32768f], WavFile.Read(file, "x.wav").Samples.ToArray());
    }

    [Fact]
    public void Eight_and_thirty_two_bits_and_doubles_are_read()
    {
        Assert.Equal([0f, -1f, 0.5f], WavFile.Read(Riff.Wav(1, 1, 8, [128, 0, 192]), "x").Samples.ToArray());
        Assert.Equal([-1f, 0.5f], WavFile.Read(Riff.Wav(1, 1, 32, Riff.Bytes([int.MinValue, 1 << 30])), "x").Samples.ToArray());
        Assert.Equal([0.25f, -1f], WavFile.Read(Riff.Wav(3, 1, 64, Riff.Bytes([0.25, -7.0])), "x").Samples.ToArray());
    }

    [Fact]
    public void Numbers_that_are_none_become_silence_and_excess_full_scale()
    {
        var file = Riff.Wav(3, 1, 32, Riff.Bytes([float.NaN, float.PositiveInfinity, -2f, 0.5f]));
        Assert.Equal([0f, 1f, -1f, 0.5f], WavFile.Read(file, "x.wav").Samples.ToArray());
    }

    [Fact]
    public void The_extensible_format_and_odd_chunks_are_read()
    {
        var format = Riff.Format(0xFFFE, 1, 16000, 24, [22, 0, 24, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]);
        var file = Riff.File([("JUNK", [1, 2, 3]), ("fmt ", format), ("odd ", [9]), ("data", [0, 0, 0x40, 0, 0, 0xC0])]);
        Assert.Equal([0.5f, -0.5f], WavFile.Read(file, "x.wav").Samples.ToArray());
    }

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    [InlineData(36u, 0u)]
    [InlineData(1000u, uint.MaxValue)]
    public void A_size_that_was_never_filled_in_means_to_the_end(uint riffSize, uint dataSize)
    {
        var file = Riff.Wav(1, 1, 16, Riff.Bytes(new short[] { 1, 2, 3 }));
        Riff.Patch(file, 4, riffSize);
        Riff.Patch(file, 40, dataSize);
        Assert.Equal(3, WavFile.Read(file, "x.wav").Samples.Length);
    }

    [Fact]
    public void An_empty_sound_before_other_chunks_stays_empty()
    {
        var file = Riff.File([("fmt ", Riff.Format(1, 1, 16000, 16, [])), ("data", []), ("LIST", new byte[40])]);
        Assert.Equal(0, WavFile.Read(file, "x.wav").Samples.Length);
    }

    [Fact]
    public void A_cut_file_gives_what_is_there()
    {
        var file = Riff.Wav(1, 2, 16, Riff.Bytes(new short[] { 4, 4, 8, 8, 12, 12 }));
        file.SetLength(file.Length - 3);
        using var reader = new WavReader(file, "x.wav");
        Assert.Equal(2, reader.FrameCount);
        Assert.Equal(2, reader.Read(new float[10]));
        Assert.Equal(0, reader.Read(new float[10]));
    }

    [Fact]
    public void Errors_say_what_is_wrong_with_which_file()
    {
        AssertRefused("a.wav is empty.", []);
        AssertRefused("does not begin with RIFF", "ID3 this is an mp3"u8.ToArray());
        AssertRefused("does not begin with RIFF", [1, 2, 3]);
        AssertRefused("before its sound begins", Riff.File([("fmt ", Riff.Format(1, 1, 16000, 16, []))]).ToArray());
        AssertRefused("data chunk comes before", Riff.File([("data", [1, 2])]).ToArray());
        AssertRefused("encoding 7", Riff.Wav(7, 1, 8, [1]).ToArray());
        AssertRefused("0 channels", Riff.Wav(1, 0, 16, [1]).ToArray());
        AssertRefused("claims 4000000000 bytes", [.. "RIFF\0\0\0\0WAVEfmt "u8, 0x00, 0x28, 0x6B, 0xEE]);
    }

    [Fact]
    public void A_file_is_written_whole_or_not_at_all()
    {
        var folder = Directory.CreateTempSubdirectory("linly-wav");
        try
        {
            var path = Path.Combine(folder.FullName, "new", "sound.wav");
            WavFile.Write(path, [0.5f], 16000, comment: "x");
            Assert.Equal([0.5f], WavFile.Read(path).Samples.ToArray());
            Assert.Throws<InputException>(() => WavFile.Write(Path.Combine(path, "below.wav"), [1], 16000));
            Assert.Throws<InputException>(() => WavFile.Read(Path.Combine(folder.FullName, "none.wav")));
            Assert.Single(folder.GetFiles("*", SearchOption.AllDirectories));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Whatever_bytes_come_the_reader_gives_sound_or_one_clear_error()
    {
        var template = Riff.Wav(1, 2, 16, new byte[64]).ToArray();
        var edits = Gen.Choose(0, template.Length - 1).Zip(Gen.Choose(0, 255)).ListOf(6);
        var cut = Gen.Choose(0, template.Length);
        var damaged =
            from list in edits
            from length in cut
            select Damage(template, list, length);
        var noise = Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(7, 9),
            Prop.ForAll(Gen.OneOf(damaged, noise).ToArbitrary(), bytes =>
            {
                try
                {
                    var chunk = WavFile.Read(new MemoryStream(bytes), "x.wav");
                    return chunk.Samples.Length <= bytes.Length && chunk.Samples.ToArray().All(s => s is >= -1 and <= 1);
                }
                catch (InputException e)
                {
                    return e.Message.Contains("x.wav", StringComparison.Ordinal);
                }
            }));
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

    private static void AssertRefused(string words, byte[] bytes)
    {
        var error = Assert.Throws<InputException>(() => WavFile.Read(new MemoryStream(bytes), "a.wav"));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    private static MemoryStream Written(float[] samples, WavEncoding encoding, string? comment = null)
    {
        var stream = new MemoryStream();
        var writer = new WavWriter(stream, 22050, encoding, comment);
        foreach (var piece in samples.Chunk(4321))
        {
            writer.Write(piece);
        }

        writer.Complete();
        stream.Position = 0;
        return stream;
    }
}
