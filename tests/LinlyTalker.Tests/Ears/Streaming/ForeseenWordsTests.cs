using LinlyTalker.Core.Flow;

namespace LinlyTalker.Tests.Ears.Streaming;

/// <summary>What is known of the final words before the turn is over.</summary>
public sealed class ForeseenWordsTests
{
    private const int Patience = 20_000;

    private readonly Stage stage = new();

    [Fact(Timeout = Patience)]
    public async Task In_the_first_silence_the_final_words_are_foreseen_and_again_when_speech_went_on()
    {
        stage.Recogniser.Says("call", 5, 10);
        stage.Recogniser.Says("me", 12, 18);
        stage.Recogniser.Says("back", 45, 50);
        stage.Before[34] = () => stage.SeenAsync(u => u.Foreseen?.Text == "call me");
        stage.Before[74] = () => stage.SeenAsync(u => u.Foreseen?.Text == "call me back");

        await stage.RunAsync("____####################____________________####################" + new string('_', 60));

        var final = Assert.Single(stage.Finals);
        var foreseen = stage.Heard.Select(u => u.Foreseen).OfType<Utterance>().ToList();
        Assert.Equal(["call me", "call me back"], foreseen.Select(f => f.Text));
        Assert.All(foreseen, f => Assert.True(f.IsFinal));
        Assert.Equal((final.Text, final.Span, final.Confidence), (foreseen[1].Text, foreseen[1].Span, foreseen[1].Confidence));
        Assert.Equal(24 * 512, foreseen[0].Span.End);
    }
}
