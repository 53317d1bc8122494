using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal;
using LinlyTalker.Ears;
using LinlyTalker.Ears.Alignment;
using LinlyTalker.Ears.PocketSphinx;
using LinlyTalker.Media.Sound;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Flite;

namespace LinlyTalker.SystemTests.Ears.Alignment;

public sealed class PocketSphinxAlignerTests : IAsyncDisposable
{
    private const int Limit = 120_000;
    private const string Text = "Your parcel left the warehouse on March 5, and should arrive tomorrow before noon.";

    private readonly PocketSphinxAligner aligner = new(EarsModels.From(TestModels.Open("silero-vad"), TestModels.Open("pocketsphinx-en-us")).Hearing);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => aligner.DisposeAsync();

    [Fact(Timeout = Limit)]
    public async Task Words_are_found_where_the_voice_that_said_them_put_them()
    {
        var said = await SayAsync(Text);

        var found = await aligner.AlignAsync(new AudioChunk(said.Samples, said.SampleRate, 0), Text, "en-US", Token);

        Assert.NotNull(found);
        Assert.Equal(said.Words.Select(word => word.Range), found.Words.Select(word => word.Range));
        var errors = said.Words.Zip(found.Words, (a, b) => Math.Abs(a.Span.Start - b.Span.Start) * 1000.0 / said.SampleRate).Order().ToList();
        Assert.True(errors[errors.Count / 2] <= 20, $"half of the words begin more than {errors[errors.Count / 2]:F0} ms off");
        Whole(found, said.Samples.Length);
    }

    [Fact(Timeout = Limit)]
    public async Task The_sample_rate_of_the_sound_changes_nothing_but_the_unit()
    {
        var said = await SayAsync(Text);
        var faster = Resampler.Resample(said.Samples, said.SampleRate, 44_100);

        var at16 = await aligner.AlignAsync(new AudioChunk(said.Samples, said.SampleRate, 0), Text, "en", Token);
        var at44 = await aligner.AlignAsync(new AudioChunk(faster, 44_100, 0), Text, "en", Token);

        Whole(at44!, faster.Length);

        // The voice hisses at random, and a breath before a word may go to either side; most words do not move.
        var moves = at16!.Words.Zip(at44!.Words, (a, b) => Math.Abs((a.Span.Start / (double)said.SampleRate) - (b.Span.Start / 44_100.0))).Order().ToList();
        Assert.InRange(moves[moves.Count * 3 / 4], 0, 0.021);
        Assert.InRange(moves[^1], 0, 0.1);
    }

    [Fact(Timeout = Limit)]
    public async Task A_recorded_person_is_aligned_with_her_words_and_not_with_others()
    {
        var recordings = TestModels.Open("recordings-librivox");
        var audio = await AudioFile.ReadAsync(recordings.PathOf("sense_and_sensibility_01_austen_64kb-0880.wav"), 16_000, Token);

        var own = await aligner.AlignAsync(audio, "He was not an ill-disposed young man.", "en", Token);
        var other = await aligner.AlignAsync(audio, "The quick brown fox jumps over lazy dogs.", "en", Token);

        Assert.NotNull(own);
        Whole(own, audio.Samples.Length);
        Assert.Null(other);
    }

    [Theory(Timeout = Limit)]
    [InlineData("")]
    [InlineData("🙂 …")]
    [InlineData("你好")]
    public async Task A_text_without_an_english_sound_has_no_times(string text) =>
        Assert.Null(await aligner.AlignAsync(new AudioChunk(new float[32_000], 16_000, 0), text, "en", Token));

    [Fact(Timeout = Limit)]
    public async Task Neither_silence_nor_too_short_a_sound_holds_a_text()
    {
        Assert.Null(await aligner.AlignAsync(new AudioChunk(new float[64_000], 16_000, 0), Text, "en", Token));
        Assert.Null(await aligner.AlignAsync(new AudioChunk(new float[1_600], 16_000, 0), Text, "en", Token));
        Assert.Null(await aligner.AlignAsync(new AudioChunk(Array.Empty<float>(), 16_000, 0), Text, "en", Token));
    }

    [Fact(Timeout = Limit)]
    public async Task A_word_that_no_dictionary_has_gets_a_pronunciation()
    {
        const string Made = "Linlytalker greets the Frobnicator.";
        var said = await SayAsync(Made);

        var found = await aligner.AlignAsync(new AudioChunk(said.Samples, said.SampleRate, 0), Made, "en", Token);

        Assert.Equal(4, found!.Words.Count);
    }

    [Fact(Timeout = Limit)]
    public async Task An_alignment_that_is_stopped_ends_and_the_next_one_is_made()
    {
        var said = await SayAsync(Text);
        var sound = new AudioChunk(said.Samples, said.SampleRate, 0);
        using var stop = new CancellationTokenSource();
        var stopped = aligner.AlignAsync(sound, Text, "en", stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        Assert.NotNull(await aligner.AlignAsync(sound, Text, "en", Token));
    }

    [Fact(Timeout = Limit)]
    public async Task Other_languages_are_refused()
    {
        Assert.False(aligner.Aligns("zh-CN"));
        await Assert.ThrowsAsync<InputException>(() => aligner.AlignAsync(new AudioChunk(new float[16_000], 16_000, 0), "你好", "zh", Token));
    }

    private static void Whole(LinlyTalker.Core.Flow.Alignment found, long length)
    {
        Assert.Equal(0, found.Phonemes[0].Span.Start);
        Assert.Equal(length, found.Phonemes[^1].Span.End);
        Assert.All(found.Phonemes.Zip(found.Phonemes.Skip(1)), pair => Assert.Equal(pair.First.Span.End, pair.Second.Span.Start));
        Assert.All(found.Words.Zip(found.Words.Skip(1)), pair => Assert.True(pair.First.Span.End <= pair.Second.Span.Start));
    }

    private static async Task<SaidSentence> SayAsync(string text)
    {
        var engine = new FliteEngine();
        var voices = await engine.VoicesAsync(Token);
        if (voices.Count == 0)
        {
            Assert.Skip("flite is not here: apt install libflite1");
        }

        return await engine.SayAsync(text, voices[0], 1, Token);
    }
}
