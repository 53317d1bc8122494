using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Sherpa;
using LinlyTalker.Media.Sound;

namespace LinlyTalker.SystemTests.Sherpa;

/// <summary>A real model through the worker, on people's recorded speech.</summary>
public sealed class WhisperTests : IDisposable
{
    private const int Patience = 300_000;

    private readonly SherpaFolders folders = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folders.Dispose();

    [Fact(Timeout = Patience)]
    public async Task Recorded_prompts_are_heard_with_the_times_of_their_words()
    {
        await using var recogniser = SherpaRecogniser.Open(folders.Whisper());
        var sound = await PromptAsync("agent-pass");
        var heard = await recogniser.RecogniseAsync(sound, new RecognitionRequest(), Token);

        Assert.Equal("Please enter your password, followed by the pound key.", heard.Text);
        Assert.Equal("en", heard.Language);
        Assert.Equal(heard.Text, string.Join(' ', heard.Words.Select(w => w.Text)));
        Assert.All(heard.Words.Zip(heard.Words.Skip(1)), pair => Assert.True(pair.First.Span.Start <= pair.Second.Span.Start));
        Assert.InRange(heard.Words[^1].Span.End, sound.Length / 2, sound.Length);
    }

    [Fact(Timeout = Patience)]
    public async Task A_minute_is_heard_in_stretches_and_its_words_keep_their_times()
    {
        await using var recogniser = SherpaRecogniser.Open(folders.Whisper());
        var one = await PromptAsync("agent-pass");
        float[] minute = [.. Enumerable.Repeat<float[]>([.. one, .. new float[16000 * 2]], 10).SelectMany(x => x)];
        var heard = await recogniser.RecogniseAsync(minute, new RecognitionRequest(), Token);

        var passwords = heard.Words.Where(w => w.Text.StartsWith("password", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.Equal(10, passwords.Count);
        Assert.All(passwords.Index(), p => Assert.InRange(p.Item.Span.Start / (float)minute.Length * 10, p.Index, p.Index + 0.6f));
    }

    [Fact(Timeout = Patience)]
    public async Task Silence_and_no_sound_at_all_are_no_words()
    {
        await using var recogniser = SherpaRecogniser.Open(folders.Whisper());
        Assert.Equal("", (await recogniser.RecogniseAsync(default, new RecognitionRequest(), Token)).Text);
        Assert.Equal("", (await recogniser.RecogniseAsync(new float[100], new RecognitionRequest(), Token)).Text);
    }

    [Fact(Timeout = Patience)]
    public async Task Several_conversations_may_ask_at_once_and_a_killed_process_costs_what_was_asked_of_it()
    {
        await using var recogniser = SherpaRecogniser.Open(folders.Whisper());
        var sound = await PromptAsync("agent-pass");
        var heard = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => recogniser.RecogniseAsync(sound, new RecognitionRequest(), Token)));
        Assert.Single(heard.Select(h => h.Text).Distinct());

        using var process = System.Diagnostics.Process.GetProcessById(recogniser.ProcessId!.Value);
        process.Kill();
        await process.WaitForExitAsync(Token);
        var again = await recogniser.RecogniseAsync(sound, new RecognitionRequest(), Token);
        Assert.Equal(heard[0].Text, again.Text);
    }

    private static async Task<float[]> PromptAsync(string name)
    {
        var recordings = TestModels.Open("recordings-en");
        return (await AudioFile.ReadAsync(recordings.PathOf($"{name}.g722"), 16000, Token)).Samples.ToArray();
    }
}
