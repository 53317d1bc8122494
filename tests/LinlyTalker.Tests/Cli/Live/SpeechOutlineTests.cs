using LinlyTalker.Cli.Live.Questions;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.VoiceActivity;

namespace LinlyTalker.Tests.Cli.Live;

public class SpeechOutlineTests
{
    private const int Rate = 24000;

    [Fact]
    public void Speech_begins_and_ends_where_its_energy_does_and_long_silences_in_it_are_pauses()
    {
        var sound = new float[4 * Rate];
        Tone(sound, 0.5, 1.5);
        Tone(sound, 1.6, 2); // 0.1 s of silence is a consonant
        Tone(sound, 2.4, 3);

        var question = SpeechOutline.Outline("q", sound, () => new LoudDetector());

        Assert.Equal(new SampleSpan(Rate / 2, 3 * Rate), question.Speech);
        Assert.Equal([new SampleSpan(2 * Rate, (int)(2.4 * Rate))], question.Pauses);
    }

    [Fact]
    public void A_recording_of_nobody_is_refused() =>
        Assert.Throws<InputException>(() => SpeechOutline.Outline("q", new float[Rate], () => new LoudDetector()));

    private static void Tone(float[] sound, double from, double to)
    {
        for (var i = (int)(from * Rate); i < (int)(to * Rate); i++)
        {
            sound[i] = 0.5f * MathF.Sin(i * 0.1f);
        }
    }

    /// <summary>Takes for speech what is loud.</summary>
    private sealed class LoudDetector : ISpeechDetector
    {
        public int WindowLength => 512;

        public float Detect(ReadOnlySpan<float> window) => window.IndexOfAnyInRange(0.1f, 1) >= 0 ? 1 : 0;

        public void Dispose()
        {
        }
    }
}
