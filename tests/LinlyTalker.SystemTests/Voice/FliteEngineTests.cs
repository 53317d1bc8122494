using LinlyTalker.Core.Errors;
using LinlyTalker.Language.Phonemes;
using LinlyTalker.Native.Flite;
using LinlyTalker.Native.Lifetime;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Flite;

namespace LinlyTalker.SystemTests.Voice;

public class FliteEngineTests
{
    private readonly FliteEngine engine = new();

    [Theory(Timeout = 30000)]
    [InlineData("slt")]
    [InlineData("rms")]
    public async Task A_sentence_is_said_with_the_times_of_its_phonemes_and_words(string voice)
    {
        const string Text = "Hello, I paid $5.50 to Dr. Li.";
        var said = await Say(Text, voice);
        Assert.Equal(16000, said.SampleRate);
        Assert.InRange(said.Samples.Length, 2 * 16000, 6 * 16000);
        Assert.Equal(["Hello", "I", "paid", "$5.50", "to", "Dr.", "Li"], said.Words.Select(w => w.Range.Of(Text)));
        Assert.All(said.Words.Zip(said.Words.Skip(1)), p => Assert.True(p.First.Span.End <= p.Second.Span.Start));
        Assert.All(said.Phonemes, p => Assert.NotNull(PhonemeInventory.Find(p.Ipa)));
        Assert.Equal(0, said.Phonemes[0].Span.Start);
        Assert.Equal(said.Samples.Length, said.Phonemes[^1].Span.End);
        Assert.All(said.Phonemes.Zip(said.Phonemes.Skip(1)), p => Assert.Equal(p.First.Span.End, p.Second.Span.Start));
        Assert.Equal("həloʊ", string.Concat(said.Phonemes.Where(p => p.Ipa.Length > 0).Take(5).Select(p => p.Ipa)));
        Assert.Contains(said.Phonemes, p => p is { Ipa: "o", Stress: 1 });
    }

    [Fact(Timeout = 30000)]
    public async Task Sound_is_loud_in_vowels_and_silent_in_pauses()
    {
        var said = await Say("Papa, mama. Papa.", "rms");
        var vowels = said.Phonemes.Where(p => p.Ipa == "ɑ").Select(p => Power(said, p.Span)).Average();
        var pauses = said.Phonemes.Where(p => p.Ipa.Length == 0).Select(p => Power(said, p.Span)).Average();
        Assert.True(vowels > 1000 * pauses, $"vowels {vowels:g3}, pauses {pauses:g3}");
    }

    [Fact(Timeout = 30000)]
    public async Task The_rate_scales_the_length()
    {
        var usual = await Say("This is a test of the rate.", "slt");
        var fast = await Say("This is a test of the rate.", "slt", 2);
        var slow = await Say("This is a test of the rate.", "slt", 0.5f);
        Assert.InRange(usual.Samples.Length / (double)fast.Samples.Length, 1.8, 2.2);
        Assert.InRange(slow.Samples.Length / (double)usual.Samples.Length, 1.8, 2.2);
    }

    [Theory(Timeout = 60000)]
    [InlineData("😀")]
    [InlineData("...!!!???")]
    [InlineData("你好")]
    [InlineData("\uD83D\0\u0007")]
    public async Task What_has_no_words_gives_no_sound(string text) => Assert.Empty((await Say(text, "slt")).Samples);

    [Theory(Timeout = 60000)]
    [InlineData("x")]
    [InlineData("1")]
    [InlineData(".")]
    [InlineData("A")]
    [InlineData("a,")]
    [InlineData("é😀 ")]
    public async Task Hostile_runs_do_not_harm_the_process(string part)
    {
        var said = await Say(string.Concat(Enumerable.Repeat(part, 300 / part.Length)), "slt", 2);
        Assert.True(said.Samples.Length >= 0);
    }

    [Fact(Timeout = 60000)]
    public async Task Many_sentences_at_once_are_each_said_whole()
    {
        var alone = (await Say("Many people speak at once.", "slt")).Samples.Length;
        var all = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Say("Many people speak at once.", "slt")));
        Assert.All(all, s => Assert.Equal(alone, s.Samples.Length));
    }

    [Fact]
    public void Utterances_are_freed_also_when_one_fails()
    {
        var voice = Load();
        for (var i = 0; i < 20; i++)
        {
            voice.Say([new FliteWord("hello", '.')]);
        }

        Assert.Throws<ArgumentException>(() => voice.Say([new FliteWord("9")]));

        // Other tests speak at the same time; none of theirs outlives its sentence.
        SpinWait.SpinUntil(() => CountedHandle.LiveCount<FliteUtterance>() == 0, TimeSpan.FromSeconds(20));
        Assert.Equal(0, CountedHandle.LiveCount<FliteUtterance>());
    }

    [Fact]
    public void Words_that_flite_cannot_be_trusted_with_are_refused()
    {
        var voice = Load();
        Assert.Throws<ArgumentException>(() => voice.Say([new FliteWord("a.b")]));
        Assert.Throws<ArgumentException>(() => voice.Say([new FliteWord(new string('x', 41))]));
        Assert.Throws<ArgumentException>(() => voice.Say([new FliteWord("a", '-')]));
        Assert.Throws<ArgumentException>(() => voice.Say([new FliteWord("")]));
    }

    [Fact]
    public void A_voice_that_is_not_known_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => FliteVoice.Load("cmu_us_nobody"));
        Assert.Contains("cmu_us_nobody", error.Message, StringComparison.Ordinal);
    }

    private static FliteVoice Load()
    {
        try
        {
            return FliteVoice.Load("cmu_us_slt");
        }
        catch (NativeLibraryMissingException)
        {
            Assert.Skip("flite is missing: apt-get install libflite1");
            throw;
        }
    }

    private async Task<SaidSentence> Say(string text, string voice, float rate = 1)
    {
        var voices = await engine.VoicesAsync(TestContext.Current.CancellationToken);
        var info = voices.FirstOrDefault(v => v.Name == voice);
        if (info is null)
        {
            Assert.Skip("flite is missing: apt-get install libflite1");
        }

        return await engine.SayAsync(text, info!, rate, TestContext.Current.CancellationToken);
    }

    private static double Power(SaidSentence said, Core.Flow.SampleSpan span)
    {
        // The middle of the span, away from its neighbours.
        var margin = (int)span.Length / 4;
        var samples = said.Samples.AsSpan((int)span.Start + margin, (int)span.Length - (2 * margin));
        double sum = 0;
        foreach (var s in samples)
        {
            sum += s * s;
        }

        return sum / Math.Max(1, samples.Length);
    }
}
