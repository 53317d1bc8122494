using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Tests.Core.Conversations;

public class IdleTests
{
    private const int Patience = 20_000;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(8);

    [Fact(Timeout = Patience)]
    public async Task A_user_who_says_nothing_after_a_reply_is_asked_once()
    {
        await using var scene = Waiting();
        await scene.AskAsync("go", 1);
        await PassAsync(scene, Silence);
        var idled = await scene.Output.WaitForAsync<Idled>();
        Assert.Equal((2, Silence), (idled.Turn, idled.Silence));
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 2);
        Assert.Equal("Are you there?", scene.Output.Said(2));
        await IdleAsync(scene, 10 * Silence);
        await HearAsync(scene, "", isFinal: false);
        await HearAsync(scene, ""); // A cough.
        await IdleAsync(scene, 10 * Silence);
        Assert.Single(scene.Output.Items.OfType<Idled>());
        scene.Ears.Hear("yes I am");
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 3);
        await PassAsync(scene, Silence);
        await scene.Output.WaitForAsync<Idled>(i => i.Turn == 4);
        Assert.Equal(["go", "One.", "Are you there?", "yes I am", "One."], scene.Conversation.History.Take(5).Select(m => m.Text));
    }

    [Fact(Timeout = Patience)]
    public async Task The_silence_counts_from_when_the_client_has_played_the_reply()
    {
        await using var scene = Waiting(tracksPlayback: true);
        await scene.AskAsync("go", 1);
        await IdleAsync(scene, 2 * Silence);
        scene.Conversation.ReportPlayed(1, 50);
        await IdleAsync(scene, 2 * Silence);
        scene.Conversation.ReportPlayed(1, 100);
        await PassAsync(scene, Silence - TimeSpan.FromSeconds(1));
        Assert.Empty(scene.Output.Items.OfType<Idled>());
        await PassAsync(scene, TimeSpan.FromSeconds(1));
        await scene.Output.WaitForAsync<Idled>();
    }

    [Fact(Timeout = Patience)]
    public async Task A_sound_begins_the_silence_anew_and_nobody_is_asked_while_they_speak()
    {
        await using var scene = Waiting();
        await scene.AskAsync("go", 1);
        await PassAsync(scene, Silence / 2);
        await HearAsync(scene, "well", isFinal: false);
        await IdleAsync(scene, 2 * Silence);
        await HearAsync(scene, "");
        await PassAsync(scene, Silence / 2);
        Assert.Empty(scene.Output.Items.OfType<Idled>());
        await PassAsync(scene, Silence / 2);
        await scene.Output.WaitForAsync<Idled>();
    }

    [Fact(Timeout = Patience)]
    public async Task Before_anything_was_said_and_where_it_is_off_nobody_is_asked()
    {
        await using var scene = Waiting();
        await IdleAsync(scene, 2 * Silence);
        scene.Conversation.Change(o => o with { IdleTimeout = null });
        await scene.AskAsync("go", 1);
        await IdleAsync(scene, 2 * Silence);
        Assert.Empty(scene.Output.Items.OfType<Idled>());
    }

    [Fact(Timeout = Patience)]
    public async Task In_the_personas_language()
    {
        await using var scene = Waiting(o => o with { Persona = o.Persona with { Language = "zh" } });
        await scene.AskAsync("go", 1);
        await PassAsync(scene, Silence);
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 2);
        Assert.Equal("您还在吗？", scene.Output.Said(2));
    }

    [Fact(Timeout = Patience)]
    public async Task A_greeting_that_is_asked_for_is_said_once_and_not_after_anything_else()
    {
        await using var scene = Waiting(o => o with { Greet = false, Persona = o.Persona with { Greeting = "Good day." } });
        scene.Conversation.Greet();
        scene.Conversation.Greet();
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 0);
        await scene.AskAsync("go", 1);
        scene.Conversation.Greet();
        await scene.AskAsync("on", 2);
        Assert.Equal(["Good day.", "go", "One.", "on", "One."], scene.Conversation.History.Select(m => m.Text));
    }

    private static Scene Waiting(Func<ConversationOptions, ConversationOptions>? options = null, bool tracksPlayback = false) => new(
        [new ScriptedBrain("One.")],
        new RecordingOutput(tracksPlayback),
        options: o => (options?.Invoke(o) ?? o) with { IdleTimeout = Silence });

    /// <summary>Lets time go by when somebody waits for it.</summary>
    private static async Task PassAsync(Scene scene, TimeSpan time)
    {
        while (scene.Time.Timers == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        scene.Time.Advance(time);
        await SettleAsync(scene);
    }

    /// <summary>Nobody waits: time goes by, and nothing comes of it.</summary>
    private static async Task IdleAsync(Scene scene, TimeSpan time)
    {
        await SettleAsync(scene);
        scene.Time.Advance(time);
        await SettleAsync(scene);
    }

    private static async Task HearAsync(Scene scene, string text, bool isFinal = true)
    {
        var before = scene.Output.Items.OfType<Heard>().Count();
        scene.Ears.Hear(text, isFinal);
        await scene.Output.WaitForAsync<Heard>(_ => scene.Output.Items.OfType<Heard>().Count() > before);
        await SettleAsync(scene);
    }

    /// <summary>All that happened to the conversation before has had its effect.</summary>
    private static async Task SettleAsync(Scene scene)
    {
        var mark = $"mark {scene.Output.Items.Count}";
        scene.Conversation.Report(Organ.Ears, mark);
        await scene.Output.WaitForAsync<Degraded>(d => d.Reason == mark);
    }
}
