using LinlyTalker.Bench.Voice;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Language.Chinese;
using LinlyTalker.Language.Chinese.Speech;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Flite;
using LinlyTalker.Voice.Routing;
using LinlyTalker.Voice.Syllables;

namespace LinlyTalker.SystemTests.Voice;

public class SyllableEngineTests
{
    [Fact(Timeout = 60000)]
    public async Task Phonemes_cover_the_sound_without_gaps_and_words_follow_the_text()
    {
        foreach (var text in TwentySentences.Chinese)
        {
            var said = await SayAsync(text);
            var position = 0L;
            foreach (var phoneme in said.Phonemes)
            {
                Assert.Equal(position, phoneme.Span.Start);
                position = phoneme.Span.End;
            }

            Assert.Equal(said.Samples.Length, position);
            Assert.All(said.Words.Zip(said.Words.Skip(1)), w =>
            {
                Assert.True(w.First.Span.End <= w.Second.Span.Start, text);
                Assert.True(w.First.Range.Start < w.Second.Range.Start, text);
            });
        }
    }

    [Fact(Timeout = 60000)]
    public async Task A_date_is_one_word_of_the_text_however_it_is_said()
    {
        const string Text = "今天是2026-11-25，气温-5℃。";
        var said = await SayAsync(Text);
        Assert.Equal(["今", "天", "是", "2026-11-25", "气", "温", "-5℃"], said.Words.Select(w => w.Range.Of(Text)));
        Assert.True(said.Words[3].Span.Length > 5 * said.Words[1].Span.Length);
    }

    [Fact(Timeout = 60000)]
    public async Task Four_to_five_and_a_half_syllables_are_said_in_a_second()
    {
        var (syllables, seconds) = (0, 0.0);
        foreach (var text in TwentySentences.Chinese)
        {
            var said = await SayAsync(text);
            syllables += said.Words.Count;
            seconds += said.Words.Sum(w => w.Span.Length) / (double)said.SampleRate;
        }

        Assert.InRange(syllables / seconds, 4, 5.5);
    }

    [Fact(Timeout = 60000)]
    public async Task Joins_do_not_click()
    {
        var (atJoins, inside) = (0f, 0f);
        foreach (var text in TwentySentences.Chinese)
        {
            var said = await SayAsync(text);
            var near = new bool[said.Samples.Length];
            foreach (var word in said.Words)
            {
                // The fade is 22 ms, and its middle is where the word begins.
                near.AsSpan((int)Math.Max(0, word.Span.Start - 243), Math.Min(486, near.Length - (int)word.Span.Start)).Fill(true);
            }

            for (var i = 1; i < near.Length; i++)
            {
                var step = Math.Abs(said.Samples[i] - said.Samples[i - 1]);
                (atJoins, inside) = near[i] ? (Math.Max(atJoins, step), inside) : (atJoins, Math.Max(inside, step));
            }
        }

        Assert.True(atJoins < inside, $"{atJoins} at joins, {inside} inside syllables");
    }

    [Theory]
    [InlineData("xing", 2)]
    [InlineData("nü", 3)]
    [InlineData("lü", 4)]
    [InlineData("yun", 4)]
    [InlineData("nong", 2)]
    [InlineData("ze", 2)]
    public void A_syllable_that_was_not_recorded_is_made_of_two_that_were(string pinyin, int tone)
    {
        var made = Mandarin.Bank().Find(new Syllable(' ', pinyin, tone, new TextRange(0, 1), 0));
        Assert.InRange(made!.Samples.Length, SyllableBank.SampleRate / 8, SyllableBank.SampleRate);
        Assert.True(made.Samples.Max(Math.Abs) > 0.1f);
    }

    /// <summary>What the speaker has no sound for is said by nobody: interjections and dialect.</summary>
    [Fact]
    public void Every_reading_of_every_character_has_a_sound_but_for_those_listed()
    {
        string[] listed = ["ê", "hng", "hm", "m", "n", "ng", "yo"];
        var bank = Mandarin.Bank();
        var lexicon = ChineseLexicon.Open(TestModels.Open("pinyin-dictionary").Location);
        var reader = new ChineseReader(lexicon);
        var silent = Enumerable.Range(0x4e00, 0x9fff - 0x4e00).Select(c => $"{(char)c}")
            .SelectMany(c => reader.Read(c)).Where(s => bank.Find(s) is null).Select(s => s.Pinyin).Distinct();
        Assert.Empty(silent.Except(listed));
    }

    [Theory(Timeout = 60000)]
    [InlineData("")]
    [InlineData("，。！？")]
    [InlineData("😀👍🏽")]
    [InlineData("𠮷𠀀𪚥")]
    [InlineData("\ud840你好\udc00")]
    public async Task Anything_may_come(string text)
    {
        var said = await SayAsync(text);
        Assert.All(said.Samples, s => Assert.True(float.IsFinite(s)));
        Assert.Equal(text.Contains('你', StringComparison.Ordinal) ? 2 : 0, said.Words.Count);
    }

    [Fact(Timeout = 60000)]
    public async Task Words_in_letters_are_said_by_another_voice_within_the_sentence()
    {
        var flite = new FliteEngine();
        if ((await flite.VoicesAsync(TestContext.Current.CancellationToken)).Count == 0)
        {
            Assert.Skip("flite is missing: apt-get install libflite1");
        }

        const string Text = "我有8GB内存";
        var engine = Mandarin.Engine(flite);
        var voice = (await engine.VoicesAsync(TestContext.Current.CancellationToken))[0];
        var said = await engine.SayAsync(Text, voice, 1, TestContext.Current.CancellationToken);
        Assert.Equal(["我", "有", "8GB", "内", "存"], said.Words.Select(w => w.Range.Of(Text)));
        Assert.Equal(said.Samples.Length, said.Phonemes[^1].Span.End);
    }

    [Fact(Timeout = 120000)]
    public async Task A_hundred_thousand_characters_are_said_piece_by_piece_until_cancelled()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var text = string.Concat(Enumerable.Repeat("银行行长在行走，", 12500));
        var sentence = new Sentence { Index = 0, Text = text, Spoken = text, Language = "zh" };
        var chunks = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var chunk in new VoiceRouter([Mandarin.Engine()])
                .SpeakAsync(new[] { sentence }.ToAsyncEnumerable(), new SpeakOptions(), stop.Token))
            {
                Assert.True(chunk.Audio.Samples.Length < chunk.Audio.SampleRate);
                if (++chunks == 10)
                {
                    await stop.CancelAsync();
                }
            }
        });
        Assert.Equal(10, chunks);
    }

    private static async Task<SaidSentence> SayAsync(string text)
    {
        var engine = Mandarin.Engine();
        var voice = (await engine.VoicesAsync(TestContext.Current.CancellationToken))[0];
        return await engine.SayAsync(text, voice, 1, TestContext.Current.CancellationToken);
    }
}
