using LinlyTalker.Core.Errors;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Tests.Core;

namespace LinlyTalker.Tests.Ears.Recognition;

public sealed class FallbackRecogniserTests
{
    private readonly ManualTime time = new();
    private readonly List<string> told = [];

    [Fact]
    public async Task The_next_hears_the_same_sound_when_the_best_fails_and_the_user_is_told()
    {
        var best = new Scripted("best") { Broken = true };
        var second = new Scripted("second");
        await using var ears = Of(best, second);
        Assert.Equal("second", await TextAsync(ears));
        Assert.Equal(["best failed, and second hears instead. The model best is broken."], told);
    }

    [Fact]
    public async Task One_that_failed_rests_and_is_tried_again_later()
    {
        var best = new Scripted("best") { Broken = true };
        var second = new Scripted("second");
        await using var ears = Of(best, second);
        await TextAsync(ears);
        best.Broken = false;
        Assert.Equal("second", await TextAsync(ears));
        Assert.Equal(1, best.Asked);
        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("best", await TextAsync(ears));
    }

    [Fact]
    public async Task One_that_cannot_be_opened_is_passed_over_and_opened_once_it_is_mended()
    {
        var broken = true;
        var best = new Scripted("best");
        await using var ears = new FallbackRecogniser(
            [
                new("best", () => broken ? throw new InputException("best.onnx is no ONNX file.") : best),
                new("second", () => new Scripted("second")),
            ],
            f => told.Add(f.ToString()),
            time);
        Assert.Equal("second", await TextAsync(ears));
        broken = false;
        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("best", await TextAsync(ears));
    }

    [Fact]
    public async Task When_all_fail_the_last_one_says_why_and_the_next_call_asks_again()
    {
        var only = new Scripted("only") { Broken = true };
        await using var ears = Of(only);
        var failure = await Assert.ThrowsAsync<NativeException>(() => TextAsync(ears));
        Assert.Equal("The model only is broken.", failure.Message);
        only.Broken = false;
        Assert.Equal("only", await TextAsync(ears));
    }

    [Fact]
    public async Task A_language_goes_to_the_first_that_hears_it()
    {
        await using var ears = Of(new Scripted("english"), new Scripted("chinese") { Language = "zh" });
        Assert.True(ears.Hears("zh"));
        Assert.False(ears.Hears("fr"));
        Assert.Equal("chinese", await TextAsync(ears, "zh"));
        Assert.Empty(told);
    }

    private FallbackRecogniser Of(params Scripted[] recognisers) =>
        new([.. recognisers.Select(r => new RecogniserChoice(r.Name, () => r))], f => told.Add(f.ToString()), time);

    private static async Task<string> TextAsync(ISpeechRecogniser ears, string language = "en") =>
        (await ears.RecogniseAsync(new float[16], new RecognitionRequest { Language = language })).Text;

    private sealed class Scripted(string name) : ISpeechRecogniser
    {
        public string Name => name;

        public string Language { get; init; } = "en";

        public bool Broken { get; set; }

        public int Asked { get; private set; }

        public bool Hears(string language) => language == Language;

        public Task<Transcript> RecogniseAsync(
            ReadOnlyMemory<float> samples, RecognitionRequest request, CancellationToken cancellation = default)
        {
            Asked++;
            return Broken
                ? throw new NativeException($"The model {name} is broken.")
                : Task.FromResult(new Transcript { Text = name, Language = Language });
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
