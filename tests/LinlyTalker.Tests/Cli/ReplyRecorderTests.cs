using LinlyTalker.Cli.Recording;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Tests.Cli;

public class ReplyRecorderTests
{
    private static readonly Source Page = new("about.md", "What it is");

    [Fact]
    public async Task It_keeps_the_text_and_names_each_source_once()
    {
        var recorder = new ReplyRecorder(new Playback(24000));

        await recorder.WriteAsync(new Thought(1, Sentence(0, "It talks. ")), CancellationToken.None);
        await recorder.WriteAsync(new Thought(1, Sentence(1, "It listens.")), CancellationToken.None);

        Assert.Equal("It talks. It listens.", recorder.Text);
        Assert.Equal([Page], recorder.Sources);
    }

    [Fact]
    public async Task A_reply_that_ends_without_a_sound_says_so()
    {
        var recorder = new ReplyRecorder(new Playback(24000));

        await recorder.WriteAsync(new Degraded(1, Organ.Voice, "No voice."), CancellationToken.None);
        await recorder.WriteAsync(new ReplyEnded(1), CancellationToken.None);

        Assert.False(await recorder.HasSpoken);
        Assert.Equal("No voice.", Assert.Single(recorder.Failures).Reason);
    }

    [Fact]
    public async Task The_first_sound_says_that_there_is_something_to_film()
    {
        var recorder = new ReplyRecorder(new Playback(24000, moves: false));
        var chunk = new SpeechChunk { Sentence = Sentence(0, "Hm."), Audio = new AudioChunk(new float[2400], 24000, 0) };

        await recorder.WriteAsync(new Spoke(1, chunk), CancellationToken.None);

        Assert.True(await recorder.HasSpoken);
        Assert.Equal(TimeSpan.FromSeconds(0.1), recorder.SpeechLength);
    }

    private static Sentence Sentence(int index, string text) =>
        new() { Index = index, Text = text, Spoken = text, Language = "en", Sources = [Page] };
}
