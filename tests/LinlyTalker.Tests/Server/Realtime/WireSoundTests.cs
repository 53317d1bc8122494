using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LinlyTalker.Server.Realtime.Audio;

namespace LinlyTalker.Tests.Server.Realtime;

/// <summary>Against the tables of Python's audioop, which ffmpeg's decoders equal.</summary>
public class WireSoundTests
{
    [Theory]
    [InlineData(false, "3dab54339e520bb2c924826e3b72a917a2b612e9fd12fc867500f1d983a75827")]
    [InlineData(true, "e04788d110e58ff8c70c93b8480190d973e3b67876b6119abbaec766cc75c174")]
    public void Every_code_of_G711_is_the_sample_of_the_reference(bool aLaw, string sha256)
    {
        var samples = Enumerable.Range(0, 256).Select(c => aLaw ? G711.DecodeA((byte)c) : G711.DecodeMu((byte)c)).ToArray();
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(samples.AsSpan()))));
    }

    [Theory]
    [InlineData(false, "81d633c9e6972a18c74a58720b96cb8ca0bdd096d4060b646dd708c3b846019a")]
    [InlineData(true, "38488f6fd710f4686360edc4d38639f96c491595ef93f8eb8d62d5e07ca6ce7b")]
    public void Every_sample_has_the_code_of_the_reference(bool aLaw, string sha256)
    {
        var codes = Enumerable.Range(short.MinValue, 65536).Select(s => aLaw ? G711.EncodeA((short)s) : G711.EncodeMu((short)s)).ToArray();
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(codes)));
    }

    [Theory]
    [InlineData(SoundFormat.Pcm16, 0.00002)]
    [InlineData(SoundFormat.MuLaw, 0.02)]
    [InlineData(SoundFormat.ALaw, 0.02)]
    public void What_is_encoded_is_decoded_again(object format, double error)
    {
        var samples = Enumerable.Range(0, 1000).Select(i => (float)Math.Sin(i * 0.1)).ToArray();
        var back = WireSound.Decode(WireSound.Encode(samples, (SoundFormat)format), (SoundFormat)format);
        Assert.All(samples.Zip(back), p => Assert.InRange(p.Second - p.First, -error - (1 / 32768.0), error));
    }
}
