using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Tests.Core;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.Tests.Voice;

public class VoiceRouterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chunks_join_without_a_gap_and_the_first_is_short()
    {
        var chunks = await Speak([new ScriptedEngine("en", 16000)], "One two three four five six seven. ", "Eight nine.");
        var position = 0L;
        foreach (var chunk in chunks)
        {
            Assert.Equal(position, chunk.Audio.Position);
            Assert.Equal(16000, chunk.Audio.SampleRate);
            position += chunk.Audio.Samples.Length;
        }

        Assert.Equal(3200, chunks[0].Audio.Samples.Length);
        Assert.All(chunks.Skip(1), c => Assert.InRange(c.Audio.Samples.Length, 1, 9600));
        Assert.Equal([0, 1], chunks.Where(c => c.IsLast).Select(c => c.Sentence.Index));
    }

    [Fact]
    public async Task Captions_joined_are_the_sentence_and_each_word_comes_once()
    {
        const string Text = "One two three, four five six seven eight nine ten.";
        var chunks = await Speak([new ScriptedEngine("en", 16000)], Text);
        Assert.Equal(Text, string.Concat(chunks.Select(c => c.Text)));
        Assert.Equal(Text.Split(' '), chunks.SelectMany(c => c.Words).Select(w => w.Range.Of(Text)));
        foreach (var chunk in chunks)
        {
            Assert.All(chunk.Words, w => Assert.InRange(w.Span.Start, chunk.Audio.Span.Start, chunk.Audio.Span.End - 1));
        }
    }

    [Fact]
    public async Task Every_chunk_knows_the_phonemes_of_its_whole_sentence_without_gaps()
    {
        var chunks = await Speak([new ScriptedEngine("en", 16000)], "One two three four. ", "Five six.");
        foreach (var sentence in chunks.GroupBy(c => c.Sentence.Index))
        {
            var phonemes = sentence.First().Phonemes;
            Assert.All(sentence, c => Assert.Same(phonemes, c.Phonemes));
            Assert.Equal(sentence.First().Audio.Position, phonemes[0].Span.Start);
            Assert.Equal(sentence.Last().Audio.Span.End, phonemes[^1].Span.End);
            Assert.All(phonemes.Zip(phonemes.Skip(1)), p => Assert.Equal(p.First.Span.End, p.Second.Span.Start));
        }
    }

    [Fact]
    public async Task A_name_can_be_checked_before_anything_is_said()
    {
        var router = new VoiceRouter([new ScriptedEngine("en", 16000)]);
        foreach (var name in (await router.VoicesAsync(Token)).Select(v => v.Name).Concat(["", "male", "female"]))
        {
            await router.CheckAsync(name, Token);
        }

        var fault = await Assert.ThrowsAsync<InputException>(() => router.CheckAsync("nobody", Token));
        Assert.Contains("'nobody'; linly voices lists", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sentence_goes_to_the_engine_that_speaks_its_script()
    {
        var english = new ScriptedEngine("en", 16000);
        var chinese = new ScriptedEngine("zh", 22050);
        var chunks = await Speak([english, chinese], "Hello there. ", "你好。", "OK.", "Guten Tag");
        Assert.Equal(["en-voice: Hello there. ", "en-voice: OK.", "en-voice: Guten Tag"], english.Said);
        Assert.Equal(["zh-voice: 你好。"], chinese.Said);
        Assert.All(chunks, c => Assert.Equal(16000, c.Audio.SampleRate));
    }

    [Fact]
    public async Task A_word_in_another_script_goes_to_its_own_voice_and_the_sentence_stays_one()
    {
        var english = new ScriptedEngine("en", 16000);
        var chinese = new ScriptedEngine("zh", 16000);
        const string Text = "He said 你好 to me.";
        var chunks = await Speak([english, chinese], Text, "🙂");
        Assert.Equal(["en-voice: He said ", "en-voice: to me."], english.Said);
        Assert.Equal(["zh-voice: 你好 "], chinese.Said);
        Assert.Equal(Text, string.Concat(chunks.Select(c => c.Text)));
        Assert.Equal(Text.Split(' '), chunks.SelectMany(c => c.Words).Select(w => w.Range.Of(Text)));
        Assert.Same(chunks[^1], Assert.Single(chunks, c => c.IsLast));
    }

    [Fact]
    public async Task A_sentence_whose_last_part_gives_no_sound_still_has_a_last_chunk()
    {
        var chunks = await Speak([new ScriptedEngine("en", 16000), new SilentEngine("zh")], "Hello 你好");
        Assert.Same(chunks[^1], Assert.Single(chunks, c => c.IsLast));
    }

    [Fact]
    public async Task Engines_of_other_rates_are_resampled_and_their_spans_with_them()
    {
        var chunks = await Speak([new ScriptedEngine("en", 16000), new ScriptedEngine("zh", 48000)], "Yes. ", "你 好。");
        var word = chunks.Last(c => c.Words.Count > 0).Words[0];
        Assert.Equal(1600, word.Span.Length);
    }

    [Theory]
    [InlineData("anna", "en", "anna")]
    [InlineData("", "en", "anna")]
    [InlineData("bob", "en", "bob")]
    [InlineData("BOB", "en-GB", "bob")]
    [InlineData("bob", "zh", "wang")]
    [InlineData("male", "en", "bob")]
    [InlineData("Female", "zh", "li")]
    [InlineData("", "cmn", "li")]
    public async Task A_named_voice_speaks_its_language_and_its_gender_is_kept_in_others(string asked, string language, string chosen)
    {
        var english = new ScriptedEngine("en", 16000, Info("anna", "en-US", VoiceGender.Female), Info("bob", "en-US", VoiceGender.Male));
        var chinese = new ScriptedEngine("zh", 16000, Info("li", "zh-CN", VoiceGender.Female), Info("wang", "zh-CN", VoiceGender.Male));
        var choice = await new VoiceChoice([english, chinese]).OfAsync(asked, language, Token);
        Assert.Equal(chosen, choice.Voice.Name);
    }

    [Fact]
    public async Task When_an_engine_fails_the_next_says_the_sentence_until_the_better_one_has_rested()
    {
        var time = new ManualTime();
        var told = new List<string>();
        var better = new ScriptedEngine("en", 16000, Info("anna", "en-US", VoiceGender.Female)) { Broken = "The voice anna is broken." };
        var plain = new ScriptedEngine("en", 16000, Info("bob", "en-US", VoiceGender.Male));
        var router = new VoiceRouter([better, plain], f => told.Add(f.ToString()), time);
        await SpeakAsync("One two.");
        Assert.Equal(["bob: One two."], plain.Said);
        Assert.Equal(["anna failed, and bob speaks instead. The voice anna is broken."], told);
        better.Broken = null;
        await SpeakAsync("Three.");
        Assert.Empty(better.Said);
        time.Advance(TimeSpan.FromSeconds(31));
        await SpeakAsync("Four.");
        Assert.Equal(["anna: Four."], better.Said);
        (better.Broken, plain.Broken) = ("The voice anna is broken.", "The voice bob is broken.");
        var failure = await Assert.ThrowsAsync<NativeException>(() => SpeakAsync("Five."));
        Assert.Equal("The voice bob is broken.", failure.Message);

        async Task SpeakAsync(string text) => await router
            .SpeakAsync(Sentences(text), new SpeakOptions(), Token).ToListAsync(Token);
    }

    [Fact]
    public async Task What_cannot_be_spoken_is_said_in_a_sentence()
    {
        ISpeechEngine[] engines = [new ScriptedEngine("en", 16000)];
        Assert.Contains("'zh'", (await Assert.ThrowsAsync<InputException>(() => Speak(engines, "你好"))).Message, StringComparison.Ordinal);
        Assert.Contains("'x'", (await Assert.ThrowsAsync<InputException>(() => Speak(engines, new SpeakOptions { Voice = "x" }, "Hi"))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InputException>(() => Speak(engines, new SpeakOptions { Rate = 0 }, "Hi"));
        await Assert.ThrowsAsync<InputException>(() => Speak(engines, new SpeakOptions { Rate = float.NaN }, "Hi"));
        await Assert.ThrowsAsync<InputException>(() => Speak([], "Hi"));
    }

    [Fact]
    public async Task What_holds_no_word_is_passed_over()
    {
        var engine = new ScriptedEngine("en", 16000);
        Assert.Empty(await Speak([engine], "😀👍", "...", "", " \n", "\uD83D"));
        Assert.Empty(engine.Said);
    }

    [Fact]
    public async Task A_text_of_a_hundred_thousand_characters_reaches_the_engine_in_short_parts()
    {
        var engine = new ScriptedEngine("en", 1000);
        var text = string.Concat(Enumerable.Repeat("word ", 20_000));
        var longest = 0;
        var lasts = 0;
        await foreach (var chunk in new VoiceRouter([engine]).SpeakAsync(Sentences(text), new SpeakOptions(), Token))
        {
            longest = Math.Max(longest, chunk.Audio.Samples.Length);
            lasts += chunk.IsLast ? 1 : 0;
        }

        Assert.InRange(longest, 1, 600);
        Assert.Equal(1, lasts);
        Assert.All(engine.Said, s => Assert.InRange(s.Length, 1, 420));
    }

    [Fact]
    public async Task Loud_speech_is_limited_and_not_clipped()
    {
        var chunks = await Speak([new ScriptedEngine("en", 16000) { Level = 3 }], "One two three four.");
        var peak = chunks.Max(c => c.Audio.Samples.ToArray().Max(Math.Abs));
        Assert.InRange(peak, 0.8f, 0.8913f);
    }

    [Fact]
    public async Task A_cancelled_stream_ends_at_the_next_chunk()
    {
        using var source = new CancellationTokenSource();
        var router = new VoiceRouter([new ScriptedEngine("en", 16000)]);
        var seen = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var chunk in router.SpeakAsync(Sentences("One two three four five six."), new SpeakOptions(), source.Token))
            {
                seen++;
                await source.CancelAsync();
            }
        });
        Assert.Equal(1, seen);
    }

    private sealed class SilentEngine(string language) : ISpeechEngine
    {
        public Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellation = default) =>
            Task.FromResult<IReadOnlyList<VoiceInfo>>([Info("silent", language, VoiceGender.Unknown)]);

        public Task<SaidSentence> SayAsync(string text, VoiceInfo voice, float rate, CancellationToken cancellation = default) =>
            Task.FromResult(SaidSentence.Nothing);
    }

    private static VoiceInfo Info(string name, string language, VoiceGender gender) =>
        new() { Name = name, Language = language, Gender = gender, Engine = "scripted" };

    private static Task<List<SpeechChunk>> Speak(ISpeechEngine[] engines, params string[] sentences) =>
        Speak(engines, new SpeakOptions(), sentences);

    private static async Task<List<SpeechChunk>> Speak(ISpeechEngine[] engines, SpeakOptions options, params string[] sentences)
    {
        var chunks = new List<SpeechChunk>();
        await foreach (var chunk in new VoiceRouter(engines).SpeakAsync(Sentences(sentences), options, Token))
        {
            chunks.Add(chunk);
        }

        return chunks;
    }

    private static IAsyncEnumerable<Sentence> Sentences(params string[] texts) =>
        texts.Select((t, i) => new Sentence { Index = i, Text = t, Spoken = t, Language = "en" }).ToAsyncEnumerable();
}
