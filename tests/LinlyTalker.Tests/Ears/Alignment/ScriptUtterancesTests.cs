using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Alignment;

namespace LinlyTalker.Tests.Ears.Alignment;

public sealed class ScriptUtterancesTests
{
    [Fact]
    public void A_script_is_cut_at_its_sentences_and_keeps_its_signs()
    {
        const string Script = "“Well, yes!” Room 12\nis tax-free…";
        var times = Times(Script, "Well", "yes", "Room", "12", "is", "tax", "free");

        var utterances = ScriptUtterances.Of(Script, times, 16_000, "en").ToList();

        Assert.Equal(["“Well, yes!”", "Room 12", "is tax-free…"], utterances.Select(utterance => utterance.Text));
        Assert.Equal(["“Well,", "yes!”"], utterances[0].Words.Select(word => word.Text));
        Assert.Equal(new SampleSpan(200, 400), utterances[1].Span);
        Assert.All(utterances, utterance => Assert.True(utterance.IsFinal));
    }

    [Fact]
    public void No_words_are_no_utterance() => Assert.Empty(ScriptUtterances.Of("…", new LinlyTalker.Core.Flow.Alignment([], []), 16_000, "en"));

    private static LinlyTalker.Core.Flow.Alignment Times(string script, params string[] words)
    {
        var spans = new List<WordSpan>();
        var at = 0;
        foreach (var word in words)
        {
            at = script.IndexOf(word, at, StringComparison.Ordinal);
            spans.Add(new WordSpan(new TextRange(at, word.Length), new SampleSpan(spans.Count * 100, (spans.Count + 1) * 100)));
            at += word.Length;
        }

        return new([], spans);
    }
}
