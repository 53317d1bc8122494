using System.Runtime.CompilerServices;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;
using LinlyTalker.Tests.Core.Echo;

namespace LinlyTalker.Tests.Core.Conversations;

/// <summary>The microphone hears the loudspeaker. Words last 0.1 s, and what is heard ends now.</summary>
public class EchoTests
{
    private const int Patience = 20_000;
    private const int Second = 16000;

    private static readonly TaskCompletionSource Never = new();

    [Fact(Timeout = Patience)]
    public async Task Its_own_words_neither_interrupt_nor_are_answered_nor_remembered()
    {
        await using var scene = await SpeakingAsync();
        scene.Time.Advance(TimeSpan.FromSeconds(0.1));
        scene.Ears.Hear("alpha bravo charlie", isFinal: false, end: Second * 3 / 10);
        scene.Ears.Hear("alpha bravo charlie delta", end: Second * 4 / 10);
        await scene.Output.WaitForAsync<EchoHeard>(e => e.Utterance.IsFinal);
        Assert.DoesNotContain(scene.Output.Items, i => i is Interrupted or ReplyStarted { Turn: 2 } or Heard { Turn: 2 });
        Assert.Equal(["go", "alpha bravo charlie delta."], scene.Conversation.History.Select(m => m.Text));
    }

    [Fact(Timeout = Patience)]
    public async Task A_reply_that_its_own_sound_paused_goes_on()
    {
        await using var scene = await SpeakingAsync();
        scene.Ears.Begin();
        await scene.Output.WaitForAsync<Paused>();
        scene.Time.Advance(TimeSpan.FromSeconds(0.1));
        scene.Ears.Hear("alpha bravo charlie", isFinal: false, end: Second * 3 / 10);
        await scene.Output.WaitForAsync<Resumed>();
        Assert.DoesNotContain(scene.Output.Items, i => i is Interrupted);
    }

    [Fact(Timeout = Patience)]
    public async Task Who_repeats_it_later_is_answered()
    {
        await using var scene = await SpeakingAsync();
        scene.Time.Advance(TimeSpan.FromSeconds(2));
        scene.Ears.Hear("bravo charlie", end: Second * 3 / 10);
        await scene.Output.WaitForAsync<ReplyStarted>(s => s.Turn == 2);
        Assert.Single(scene.Output.Items.OfType<Interrupted>());
    }

    [Fact(Timeout = Patience)]
    public async Task Who_commits_turns_by_hand_is_never_taken_for_an_echo()
    {
        await using var scene = await SpeakingAsync(o => o with { IgnoresEcho = false });
        scene.Ears.Hear("alpha bravo charlie delta", end: Second * 4 / 10);
        await scene.Output.WaitForAsync<ReplyStarted>(s => s.Turn == 2);
    }

    [Theory(Timeout = Patience)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Its_sound_is_known_in_garbled_words_and_somebody_in_its_own(bool besides)
    {
        const int Rate = ScriptedVoice.Rate;
        var voice = new ScriptedVoice { Sound = Babble.Of(1, 3, Rate) };
        var microphone = Babble.Echo(voice.Sound, 0.1, -20, Rate);
        foreach (var (i, sample) in Babble.Of(2, besides ? 1 : 0, Rate).Index())
        {
            microphone[1500 + i] += sample;
        }

        var heard = new TaskCompletionSource();
        var text = string.Join(' ', Enumerable.Repeat("alpha", 29));
        var brain = new ScriptedBrain(r => r.Utterance.Text == "go" ? [$"{text} bravo. ", Never.Task] : ["Yes."]);
        await using var scene = new Scene([brain], new RecordingOutput(tracksPlayback: true), voice, microphone: SoundAsync(TestContext.Current.CancellationToken));
        scene.Conversation.Ask("go");
        await scene.Output.WaitForAsync<Spoke>(s => s.Chunk.IsLast);
        scene.Conversation.ReportPlayed(1, microphone.Length);
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        scene.Ears.Hear(besides ? "alpha alpha alpha" : "nothing of the kind", end: Second * 27 / 10);
        if (besides)
        {
            await scene.Output.WaitForAsync<ReplyStarted>(s => s.Turn == 2);
        }
        else
        {
            await scene.Output.WaitForAsync<EchoHeard>(e => e.Utterance.IsFinal);
            Assert.DoesNotContain(scene.Output.Items, i => i is Interrupted);
        }

        async IAsyncEnumerable<AudioChunk> SoundAsync([EnumeratorCancellation] CancellationToken cancellation = default)
        {
            yield return new AudioChunk(microphone, Rate, 0);
            heard.SetResult();
            await Never.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>Four words of its reply were played up to now; more is coming.</summary>
    private static async Task<Scene> SpeakingAsync(Func<ConversationOptions, ConversationOptions>? options = null)
    {
        var brain = new ScriptedBrain(r => r.Utterance.Text == "go" ? ["alpha bravo charlie delta. ", Never.Task] : ["Yes."]);
        var scene = new Scene([brain], new RecordingOutput(tracksPlayback: true), options: options);
        scene.Conversation.Ask("go");
        await scene.Output.WaitForAsync<Spoke>(s => s.Chunk.IsLast);
        scene.Conversation.ReportPlayed(1, 400);
        return scene;
    }
}
