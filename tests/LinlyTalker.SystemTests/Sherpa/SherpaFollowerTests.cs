using LinlyTalker.Core.Errors;
using LinlyTalker.Ears.Sherpa;
using LinlyTalker.Models.Folders;

namespace LinlyTalker.SystemTests.Sherpa;

/// <summary>Sound that is decoded as it comes.</summary>
public sealed class SherpaFollowerTests : IDisposable
{
    private const int Patience = 120_000;

    private readonly SherpaFolders folders = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folders.Dispose();

    [Fact(Timeout = Patience)]
    public async Task Partials_grow_while_sound_comes_and_two_turns_do_not_mix()
    {
        await using var follower = SherpaFollower.Open(Model());
        await using var decoder = follower.Lend();
        await using var first = await decoder.OpenAsync(Token);
        await using var second = await decoder.OpenAsync(Token);
        await first.FeedAsync(Tones.Of(0.6, -1, 0, 2), Token);
        await second.FeedAsync(Tones.Of(0.6, -1, 3, 1), Token);
        while (first.Partial.Length == 0)
        {
            await Task.Delay(5, Token);
        }

        Assert.StartsWith("one", first.Partial, StringComparison.Ordinal);
        await first.FeedAsync(Tones.Of(0.6, 3, -1), Token);
        await second.FeedAsync(Tones.Of(0.6, -1), Token);
        var heard = await first.FinishAsync(Token);

        Assert.Equal("one three four", heard.Text);
        Assert.Equal(["one", "three", "four"], heard.Words.Select(w => w.Text));
        Assert.InRange(heard.Words[0].FirstFrame, 50, 75);
        Assert.InRange(heard.Words[2].FirstFrame, 170, 195);
        Assert.Equal("four two", (await second.FinishAsync(Token)).Text);
    }

    [Fact(Timeout = Patience)]
    public async Task A_streaming_paraformer_hears_to_the_last_word()
    {
        var model = folders.Write(
            "streaming-paraformer", "recogniser", ("encoder", "encoder.onnx", TinyRecognisers.StreamingParaformerEncoder()),
            ("decoder", "decoder.onnx", TinyRecognisers.StreamingParaformerDecoder()),
            ("tokens", "tokens.txt", TinyRecognisers.Symbols("<blank>", "你", "好", "再", "见", "啊")));
        await using var follower = SherpaFollower.Open(model);
        await using var decoder = follower.Lend();
        await using var stream = await decoder.OpenAsync(Token);
        await stream.FeedAsync(Tones.Of(0.7, 1, 2, 3), Token);
        var heard = await stream.FinishAsync(Token);

        // A token for every 60 ms, and the loudest wins: each band is heard for about as long as it sounds.
        Assert.Matches("^你*好{7,}.?再{7,}.?见{7,}$", heard.Text);
        Assert.Equal(heard.Text.Length, heard.Words.Count);
    }

    [Fact(Timeout = Patience)]
    public async Task A_killed_process_loses_one_turn_and_the_next_is_heard()
    {
        await using var follower = SherpaFollower.Open(Model());
        await using var decoder = follower.Lend();
        var lost = await decoder.OpenAsync(Token);
        await lost.FeedAsync(Tones.Of(0.5, 0), Token);
        using (var process = System.Diagnostics.Process.GetProcessById(follower.ProcessId!.Value))
        {
            process.Kill();
        }

        await Assert.ThrowsAnyAsync<LinlyException>(() => lost.FinishAsync(Token));
        await lost.DisposeAsync();
        await using var next = await decoder.OpenAsync(Token);
        await next.FeedAsync(Tones.Of(0.6, -1, 0, -1), Token);
        Assert.Equal("one", (await next.FinishAsync(Token)).Text);
    }

    private ModelFolder Model() => folders.Write(
        "streaming-ctc", "recogniser", ("model", "model.onnx", TinyRecognisers.StreamingCtc()),
        ("tokens", "tokens.txt", TinyRecognisers.Symbols("▁one", "▁two", "▁three", "▁four", "▁five", "<blk>")));
}
