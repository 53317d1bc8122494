using System.Runtime.InteropServices;
using LinlyTalker.Core.Signal.Features;
using LinlyTalker.Core.Signal.Wav;

namespace LinlyTalker.Tests.Core.Signal.Features;

/// <summary>Against openai-whisper 20250625, librosa 0.11 and numpy.</summary>
public class LogMelTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(128)]
    public void Whispers_features_equal_the_original_to_1e_minus_4(int mels)
    {
        var golden = Golden($"whisper{mels}.bin");
        AssertClose(golden, LogMel.Whisper(Sound(), mels), mels);
    }

    [Fact]
    public void Padded_to_30_seconds_the_seam_equals_the_original()
    {
        var golden = Golden("whisper80_30s_seam.bin");
        var padded = new float[30 * LogMel.SampleRate];
        Sound().CopyTo(padded);
        var features = LogMel.Whisper(padded);
        Assert.Equal(3000, features.FrameCount);
        for (var mel = 0; mel < 80; mel++)
        {
            for (var frame = 292; frame < 308; frame++)
            {
                Assert.Equal(golden[(mel * 16) + frame - 292], features[mel, frame], 1e-4f);
            }

            Assert.Equal(-0.41969836f, features[mel, 2999], 1e-4f);
        }
    }

    [Fact]
    public void Wav2Lips_features_equal_the_original_to_1e_minus_4() =>
        AssertClose(Golden("wav2lip80.bin"), LogMel.Wav2Lip(Sound()), 80);

    [Fact]
    public void The_viseme_features_equal_numpy()
    {
        // Frames 0, 7 and 29 of 0.3 s: a tone of 440 Hz and a rising one.
        float[][] golden =
        [
            [3.118231f, 3.516824f, 4.461097f, 6.479697f, 6.502583f, 3.823169f, 0.588073f, 2.382775f, 5.28118f, 4.996401f, 1.911938f, 0.991631f, 0.335522f, -0.195673f, -0.661434f, -1.074751f, -1.452668f, -1.796832f, -2.111062f, -2.397697f, -2.655714f, -2.884298f, -3.078997f, -3.237689f, -3.350391f, -3.410889f],
            [-7.360866f, -4.587205f, 0.818473f, 7.190292f, 7.454652f, 2.035861f, -4.693218f, -7.440075f, -9.23512f, -10.190139f, -9.014325f, -3.364668f, 4.888061f, 6.405783f, 3.332648f, -6.630443f, -11.58697f, -14.075382f, -15.411288f, -15.917025f, -16.056591f, -16.096142f, -16.109021f, -16.113863f, -16.115999f, -16.11699f],
            [-2.061935f, -1.5736f, 1.023654f, 7.190633f, 7.452613f, 2.129066f, -2.424855f, -3.586133f, -4.494692f, -5.250219f, -5.987957f, -6.764426f, -7.647411f, -8.772465f, -10.306027f, -9.760791f, -8.375471f, -7.35855f, -6.447348f, -5.437382f, 0.823882f, 6.455753f, 4.844594f, -3.760873f, -4.691797f, -5.120292f],
        ];
        var samples = new float[4800];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (float)((0.4 * Math.Sin(2 * Math.PI * 440 * i / 16000.0))
                + (0.2 * Math.Sin(2 * Math.PI * (1000 + (0.4 * i)) * i / 16000.0)));
        }

        var features = LogMel.Visemes(samples);
        Assert.Equal((26, 30), (features.MelCount, features.FrameCount));
        int[] frames = [0, 7, 29];
        for (var row = 0; row < frames.Length; row++)
        {
            for (var mel = 0; mel < 26; mel++)
            {
                Assert.Equal(golden[row][mel], features[mel, frames[row]], 1e-4f);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(159)]
    [InlineData(170)]
    public void Sounds_of_no_length_are_no_error(int length)
    {
        var samples = TestSound.Noise(length);
        Assert.Equal(length / 160, LogMel.Whisper(samples).FrameCount);
        Assert.Equal(length / 160, LogMel.Visemes(samples).FrameCount);
        Assert.Equal(length == 0 ? 0 : 1, LogMel.Wav2Lip(samples).FrameCount);
    }

    private static void AssertClose(float[] golden, MelSpectrogram features, int mels)
    {
        Assert.Equal(mels, features.MelCount);
        Assert.Equal(golden.Length, features.Values.Length);
        var worst = golden.Zip(features.Values, (a, b) => Math.Abs(a - b)).Max();
        Assert.True(worst <= 1e-4, $"largest difference {worst}");
    }

    private static float[] Sound() => WavFile.Read(GoldenPath("sound.wav")).Samples.ToArray();

    private static float[] Golden(string file) =>
        MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(GoldenPath(file))).ToArray();

    private static string GoldenPath(string file)
    {
        var folder = Environment.GetEnvironmentVariable("LINLY_GOLDENS");
        var path = Path.Combine(folder ?? "", "audio", file);
        if (folder is null || !File.Exists(path))
        {
            Assert.Skip($"LINLY_GOLDENS is not set to a folder that holds audio/{file}.");
        }

        return path;
    }
}
