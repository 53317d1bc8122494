using LinlyTalker.Ears.Sherpa;

namespace LinlyTalker.Tests.Ears.Sherpa;

public class SenseVoiceTagsTests
{
    [Theory]
    [InlineData("<|HAPPY|>", "happy")]
    [InlineData("<|NEUTRAL|>", "neutral")]
    [InlineData("<|EMO_UNKNOWN|>", null)]
    [InlineData("", null)]
    public void Emotions_have_plain_names(string tag, string? emotion) => Assert.Equal(emotion, SenseVoiceTags.Emotion(tag));

    [Theory]
    [InlineData("<|BGM|>", "music")]
    [InlineData("<|Laughter|>", "laughter")]
    [InlineData("<|Speech|>", null)]
    [InlineData("<|Event_UNK|>", null)]
    public void What_else_sounds_has_plain_names(string tag, string? name) => Assert.Equal(name, SenseVoiceTags.Event(tag));

    [Theory]
    [InlineData("<|yue|>", "yue")]
    [InlineData("<|nospeech|>", "")]
    [InlineData("en", "en")]
    public void Languages_are_tags(string tag, string language) => Assert.Equal(language, SenseVoiceTags.Language(tag));
}
