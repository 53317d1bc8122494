using System.Text;
using LinlyTalker.Core.Errors;
using LinlyTalker.Voice.Piper;

namespace LinlyTalker.Tests.Voice.Piper;

public class PiperConfigTests
{
    private const string Good =
        """
        {"audio": {"sample_rate": 22050, "quality": "medium"}, "espeak": {"voice": "en-us"},
         "inference": {"noise_scale": 0.5, "length_scale": 1.2, "noise_w": 0.7}, "phoneme_type": "espeak",
         "phoneme_id_map": {"_": [0], "^": [1], "$": [2], " ": [3], "a": [4, 5]}, "vowel_clusters": ["aɪ"],
         "num_symbols": 256, "num_speakers": 2, "speaker_id_map": {"Ann": 1}, "language": {"code": "en_US"}}
        """;

    [Fact]
    public void What_the_file_says_is_read()
    {
        var config = Read(Good);
        Assert.Equal((22050, "en-US", "en-us", 2), (config.SampleRate, config.Language, config.EspeakVoice, config.Speakers));
        Assert.Equal((0.5f, 1.2f, 0.7f), (config.NoiseScale, config.LengthScale, config.NoiseW));
        Assert.Equal([4, 5], config.Symbols["a"]);
        Assert.Equal(1, config.SpeakerNames["ann"]);
        Assert.Equal(["aɪ"], config.Clusters);
    }

    [Fact]
    public void What_early_trainers_wrote_is_understood()
    {
        var config = Read(
            """
            {"audio": {"sample_rate": 16000}, "espeak": {"voice": "en-gb-x-rp"}, "phoneme_type": "PhonemeType.ESPEAK",
             "phoneme_id_map": {"_": [0], "^": [1], "$": [2]}}
            """);
        Assert.Equal(("en-GB-x-rp", "en-gb-x-rp", 1, 0.667f), (config.Language, config.EspeakVoice, config.Speakers, config.NoiseScale));
    }

    [Theory]
    [InlineData("\"sample_rate\": 22050", "\"sample_rate\": 1e99", "sample_rate")]
    [InlineData("\"sample_rate\": 22050", "\"sample_rate\": \"fast\"", "sample_rate")]
    [InlineData("\"phoneme_type\": \"espeak\"", "\"phoneme_type\": \"pinyin\"", "pinyin")]
    [InlineData("{\"voice\": \"en-us\"}", "{}", "espeak.voice")]
    [InlineData("\"^\": [1], ", "", "'^'")]
    [InlineData("[4, 5]", "[4, -5]", "'a'")]
    [InlineData("[4, 5]", "[]", "'a'")]
    [InlineData("\"num_speakers\": 2", "\"num_speakers\": 123456789", "num_speakers")]
    [InlineData("\"Ann\": 1", "\"Ann\": -1", "Ann")]
    [InlineData("0.7", "-0.7", "noise_w")]
    [InlineData("{\"audio\"", "[{\"audio\"", "Piper voice")]
    public void What_cannot_be_is_told_in_a_sentence(string from, string to, string told)
    {
        var fault = Assert.Throws<ModelFormatException>(() => Read(Good.Replace(from, to, StringComparison.Ordinal)));
        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
        Assert.Contains("voice.json", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_and_nothing_else()
    {
        var random = new Random(11);
        var good = Encoding.UTF8.GetBytes(Good);
        for (var round = 0; round < 4000; round++)
        {
            var bytes = good.ToArray();
            for (var n = random.Next(1, 6); n > 0; n--)
            {
                bytes[random.Next(bytes.Length)] = round % 2 == 0 ? (byte)random.Next(256) : good[random.Next(good.Length)];
            }

            try
            {
                var config = PiperConfigReader.Read(bytes.AsMemory(0, random.Next(2) == 0 ? bytes.Length : random.Next(bytes.Length)), "voice.json");
                Assert.InRange(config.SampleRate, 4000, 192_000);
                Assert.True(config.LengthScale > 0 && config.Symbols.ContainsKey("^"));
            }
            catch (ModelFormatException fault)
            {
                Assert.StartsWith("voice.json", fault.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_missing_file_is_told() =>
        Assert.Throws<ModelMissingException>(() => PiperConfigReader.Open(Path.Combine(Path.GetTempPath(), "linly-no-such-voice.json")));

    private static PiperConfig Read(string json) => PiperConfigReader.Read(Encoding.UTF8.GetBytes(json), "voice.json");
}
