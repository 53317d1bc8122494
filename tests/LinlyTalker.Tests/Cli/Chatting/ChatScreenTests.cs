using LinlyTalker.Cli.Chatting;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Tests.Cli.Chatting;

public class ChatScreenTests
{
    private readonly List<string> lines = [];
    private readonly List<string> shown = [];
    private readonly Playback playback = new(24000, moves: false);
    private readonly ChatScreen screen;

    public ChatScreenTests()
    {
        screen = new ChatScreen(playback, new PlayedSound(), "Ada", lines.Add, shown.Add);
        playback.Played = screen.Sound;
    }

    [Fact]
    public async Task Words_stand_on_the_screen_as_they_sound()
    {
        await TellAsync(new ReplyStarted(1), Spoke("It is, say, free."));
        playback.Next(4); // 0.08 s
        Assert.Equal("Ada: It", shown[^1]);

        playback.Next(10);
        Assert.Equal("Ada: It is, say,", shown[^1]);
        Assert.False(screen.IsQuiet);

        await TellAsync(new ReplyEnded(1));
        playback.Next(100);
        Assert.Equal(["Ada: It is, say, free."], lines);
        Assert.True(screen.IsQuiet);
    }

    [Fact]
    public async Task What_was_not_heard_is_not_said_to_have_been_said()
    {
        await TellAsync(new ReplyStarted(1), Spoke("It is free."));
        playback.Next(4);
        await TellAsync(new Interrupted(1));

        Assert.Equal(["Ada: It —"], lines);
        Assert.True(screen.IsQuiet);
    }

    [Fact]
    public async Task The_users_words_replace_each_other_until_they_are_final()
    {
        await TellAsync(Heard("what", isFinal: false), Heard("what is it", isFinal: true));

        Assert.Equal(["You: what"], shown);
        Assert.Equal(["You: what is it"], lines);
    }

    private static Heard Heard(string text, bool isFinal) =>
        new(1, new Utterance { Text = text, Language = "en", IsFinal = isFinal });

    /// <summary>A word each 0.1 s.</summary>
    private static Spoke Spoke(string text)
    {
        const int Rate = 16000;
        var words = new List<WordSpan>();
        for (var start = 0; start >= 0 && start < text.Length;)
        {
            var end = text.IndexOfAny([' ', '.', ','], start);
            words.Add(new(new TextRange(start, end - start), new SampleSpan(words.Count * Rate / 10, (words.Count + 1) * Rate / 10)));
            start = text.IndexOfAny([.. "abcdefghijklmnopqrstuvwxyz"], end);
        }

        return new Spoke(1, new SpeechChunk
        {
            Sentence = new Sentence { Index = 0, Text = text, Spoken = text, Language = "en" },
            Audio = new AudioChunk(new float[words.Count * Rate / 10], Rate, 0),
            Words = words,
            IsLast = true,
        });
    }

    private async Task TellAsync(params ConversationEvent[] events)
    {
        foreach (var item in events)
        {
            await screen.WriteAsync(item, TestContext.Current.CancellationToken);
        }
    }
}
