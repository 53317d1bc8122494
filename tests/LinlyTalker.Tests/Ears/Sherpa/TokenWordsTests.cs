using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Ears.Sherpa;
using LinlyTalker.Native.Sherpa;

namespace LinlyTalker.Tests.Ears.Sherpa;

public class TokenWordsTests
{
    private const int SampleRate = 16000;

    [Fact]
    public void Pieces_of_words_are_joined_and_punctuation_stays_with_its_word()
    {
        var words = TokenWords.Of(Heard("Please, press #1 now.", ["▁Ple", "ase", ",", "▁press", "▁#", "1", "▁now", "."], [0.1f, 0.2f, 0.3f, 0.5f, 0.8f, 0.9f, 1.2f, 1.4f]), 2 * SampleRate, SampleRate);
        Assert.Equal(["Please,", "press #", "1", "now."], words.Select(w => w.Text));
        Assert.Equal([1600L, 8000, 14400, 19200], words.Select(w => w.Span.Start));
    }

    [Fact]
    public void Every_chinese_character_is_a_word_and_english_between_them_is_one()
    {
        var words = TokenWords.Of(Heard("我用 hello 吗？", ["我", "用", "hel@@", "lo", "吗", "？"], [0, 0.2f, 0.4f, 0.5f, 0.8f, 0.9f]), SampleRate, SampleRate);
        Assert.Equal(["我", "用", "hello", "吗？"], words.Select(w => w.Text));
        Assert.Equal(6400, words[2].Span.Start);
        Assert.InRange(words[2].Span.End, 12000, 12800);
    }

    [Fact]
    public void A_word_is_as_sure_as_its_tokens()
    {
        var heard = Heard("yes no", ["▁yes", "▁n", "o"], [0, 0.5f, 0.6f]) with { LogProbabilities = [0, MathF.Log(0.5f), MathF.Log(0.5f)] };
        var words = TokenWords.Of(heard, SampleRate, SampleRate);
        Assert.Equal(1, words[0].Confidence, 1e-4f);
        Assert.Equal(0.5f, words[1].Confidence, 1e-4f);
    }

    [Fact]
    public void Without_times_words_share_the_sound_as_they_are_written()
    {
        var words = TokenWords.Of(new SherpaHeard("aaaa bb"), 7000, SampleRate);
        Assert.Equal((0, 5000), (words[0].Span.Start, words[0].Span.End), (a, b) => Math.Abs(a.Item1 - b.Item1) < 5 && Math.Abs(a.Item2 - b.Item2) < 5);
        Assert.Equal(7000, words[1].Span.End);
    }

    [Fact]
    public void Numbers_that_were_rewritten_stand_behind_the_word_before_them()
    {
        var words = TokenWords.Of(Heard("dial 42", ["▁dial", "▁forty", "▁two"], [0.1f, 0.5f, 0.8f]), SampleRate, SampleRate);
        Assert.Equal(["dial", "42"], words.Select(w => w.Text));
        Assert.True(words[0].Span.Start <= words[1].Span.Start && words[1].Span.End <= SampleRate);
    }

    [Fact]
    public void Whatever_a_model_says_words_are_in_order_within_the_sound_and_make_up_the_text() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                ArbMap.Default.ArbFor<string[]>(),
                ArbMap.Default.ArbFor<float[]>(),
                (tokens, starts) =>
                {
                    var pieces = tokens.Select(t => t ?? "").ToArray();
                    var heard = Heard(string.Concat(pieces).Replace('▁', ' ').Trim(), pieces, starts);
                    var words = TokenWords.Of(heard, SampleRate, SampleRate);
                    return words.All(w => w.Span.Start >= 0 && w.Span.End <= SampleRate && w.Confidence is >= 0 and <= 1)
                        && words.Zip(words.Skip(1)).All(p => p.First.Span.Start <= p.Second.Span.Start)
                        && (words.Count == 0 || Bare(string.Concat(words.Select(w => w.Text))) == Bare(heard.Text));
                }));

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static SherpaHeard Heard(string text, string[] tokens, float[] starts) => new(text) { Tokens = tokens, Starts = starts };
}
