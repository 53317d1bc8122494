using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Voice.Aligned;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Tests.Voice.Aligned;

public sealed class TimedVoiceTests
{
    private static readonly Alignment Found = new([new PhonemeSpan("a", new SampleSpan(0, 4))], [new WordSpan(new TextRange(0, 2), new SampleSpan(0, 4))]);

    private readonly List<string> told = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_has_times_passes_as_it_is()
    {
        var said = new SaidSentence([1, 1], 16_000, [new PhonemeSpan("o", new SampleSpan(0, 2))], []);
        var aligner = new ScriptedAligner((_, _) => Found);

        Assert.Same(said, await SayAsync(said, "oh", "en", aligner));
        Assert.Empty(aligner.Asked);
    }

    [Fact]
    public async Task What_has_none_gets_those_that_the_aligner_finds()
    {
        var said = await SayAsync(Mute(4), "oh", "en", new ScriptedAligner((_, _) => Found));

        Assert.Equal((Found.Phonemes, Found.Words), (said.Phonemes, said.Words));
        Assert.Empty(told);
    }

    [Fact]
    public async Task When_the_words_are_not_found_times_are_estimated_and_that_is_told_once()
    {
        var aligner = new ScriptedAligner((_, _) => null);
        var voice = Voice(Mute(16_000), aligner);

        var said = await voice.SayAsync("mama", Info("en"), 1, Token);
        await voice.SayAsync("mama", Info("en"), 1, Token);

        Assert.Equal(["m", "a", "m", "a"], said.Phonemes.Select(phoneme => phoneme.Ipa));
        Assert.Equal(new TextRange(0, 4), Assert.Single(said.Words).Range);
        Assert.Contains("were not found", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_aligner_that_fails_costs_its_times_and_no_sentence()
    {
        var said = await SayAsync(Mute(16_000), "mama", "en", new ScriptedAligner((_, _) => throw new NativeException("The worker died.")));

        Assert.NotEmpty(said.Words);
        Assert.Contains("The worker died", Assert.Single(told), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "Hello", "en")]
    [InlineData("zh-CN", "你好", "zh")]
    [InlineData("en-US", "Hello", "en-US")]
    [InlineData("ja", "今日", "ja")]
    public async Task The_script_tells_which_language_to_align_by(string voice, string text, string language)
    {
        var aligner = new ScriptedAligner((_, _) => Found);
        await SayAsync(Mute(4), text, voice, aligner);

        Assert.Equal([language], aligner.Asked);
    }

    [Fact]
    public async Task Stopping_is_no_reason_to_estimate()
    {
        var aligner = new ScriptedAligner((_, _) => throw new OperationCanceledException());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SayAsync(Mute(4), "oh", "en", aligner));
    }

    private static SaidSentence Mute(int length)
    {
        var samples = new float[length];
        Array.Fill(samples, 0.5f);
        return new SaidSentence(samples, 16_000, [], []);
    }

    private static VoiceInfo Info(string language) => new() { Name = "v", Language = language, Engine = "scripted" };

    private Task<SaidSentence> SayAsync(SaidSentence said, string text, string language, IAligner aligner) =>
        Voice(said, aligner).SayAsync(text, Info(language), 1, Token);

    private TimedVoice Voice(SaidSentence said, IAligner aligner) => new(new ScriptedEngine(said), [aligner], told: told.Add);

    private sealed class ScriptedEngine(SaidSentence said) : ISpeechEngine
    {
        public Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellation = default) => Task.FromResult<IReadOnlyList<VoiceInfo>>([]);

        public Task<SaidSentence> SayAsync(string text, VoiceInfo voice, float rate, CancellationToken cancellation = default) => Task.FromResult(said);
    }

    private sealed class ScriptedAligner(Func<string, string, Alignment?> answer) : IAligner
    {
        public List<string> Asked { get; } = [];

        public bool Aligns(string language)
        {
            Asked.Add(language);
            return true;
        }

        public Task<Alignment?> AlignAsync(AudioChunk sound, string text, string language, CancellationToken cancellation = default) =>
            Task.FromResult(answer(text, language));
    }
}
