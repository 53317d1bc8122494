using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Tests.Core.Conversations;

public class ReplyTests
{
    private const int Patience = 20_000;

    [Fact(Timeout = Patience)]
    public async Task The_greeting_comes_first_as_turn_0()
    {
        await using var scene = new Scene(
            [new ScriptedBrain("Fine.")], options: o => o with { Persona = o.Persona with { Greeting = "Good day to you." } });
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 0);
        await scene.AskAsync("How are you?", 1);
        Assert.Equal("Good day to you.", scene.Output.Said(0));
        Assert.Equal("Fine.", scene.Output.Said(1));
        Assert.Equal(
            ["Good day to you.", "How are you?", "Fine."], scene.Conversation.History.Select(m => m.Text));
    }

    [Fact(Timeout = Patience)]
    public async Task Each_sound_is_followed_by_its_motion_and_the_end_comes_last()
    {
        await using var scene = new Scene([new ScriptedBrain("One two. ", "Three.")]);
        await scene.AskAsync("Count.", 1);
        Assert.Equal(
            [typeof(Spoke), typeof(Moved), typeof(Spoke), typeof(Moved), typeof(Spoke), typeof(Moved), typeof(ReplyEnded)],
            scene.Output.Played.Select(i => i.GetType()));
        foreach (var (sound, motion) in scene.Output.Played.OfType<Spoke>().Zip(scene.Output.Played.OfType<Moved>()))
        {
            Assert.Equal(sound.Chunk.Audio.Position / 20, motion.Motion.FirstFrame);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_sentence_is_thought_before_it_is_said_and_all_are_in_order()
    {
        await using var scene = new Scene([new ScriptedBrain("One. ", "Two. ", "Three. ", "Four. ", "Five. ", "Six.")]);
        await scene.AskAsync("Count.", 1);
        var items = scene.Output.Items.ToList();
        for (var i = 0; i < 6; i++)
        {
            var thought = items.FindIndex(e => e is Thought t && t.Sentence.Index == i);
            var said = items.FindIndex(e => e is Spoke s && s.Chunk.Sentence.Index == i);
            Assert.InRange(thought, 0, said);
        }

        Assert.Equal("One. Two. Three. Four. Five. Six.", scene.Output.Said(1));
    }

    [Fact(Timeout = Patience)]
    public async Task A_heard_question_is_answered_like_a_typed_one()
    {
        await using var scene = new Scene([new ScriptedBrain(r => [$"You said {r.Utterance.Text}."])]);
        scene.Ears.Begin();
        scene.Ears.Hear("hello", isFinal: false);
        scene.Ears.Hear("hello there");
        await scene.Output.WaitForAsync<ReplyEnded>();
        Assert.Equal("You said hello there.", scene.Output.Said(1));
        Assert.All(scene.Output.Items, i => Assert.Equal(1, i.Turn));
    }

    [Fact(Timeout = Patience)]
    public async Task Speaking_begins_while_the_brain_still_thinks()
    {
        var thinking = new TaskCompletionSource();
        await using var scene = new Scene([new ScriptedBrain("First. ", thinking.Task, "Second.")]);
        scene.Conversation.Ask("Go.");
        await scene.Output.WaitForAsync<Spoke>(s => s.Chunk.Text == "First.");
        await scene.Output.WaitForAsync<Moved>();
        thinking.SetResult();
        await scene.Output.WaitForAsync<ReplyEnded>();
        Assert.Equal("First. Second.", scene.Output.Said(1));
    }

    [Fact(Timeout = Patience)]
    public async Task A_slow_voice_holds_up_the_brain()
    {
        var slow = new TaskCompletionSource();
        var brain = new ScriptedBrain(_ => Enumerable.Range(0, 1000).Select(i => $"Sentence {i}. "));
        await using var scene = new Scene([brain], voice: new ScriptedVoice { Before = (_, _) => slow.Task });
        scene.Conversation.Ask("Go.");
        await scene.Output.WaitForAsync<Thought>(t => t.Sentence.Index == 4);
        Assert.InRange(brain.Pieces, 5, 8);
        scene.Conversation.Ask("Stop.");
        await scene.Output.WaitForAsync<Interrupted>();
        Assert.InRange(brain.Pieces, 5, 16);
    }

    [Fact(Timeout = Patience)]
    public async Task A_slow_client_holds_up_the_voice()
    {
        var full = new TaskCompletionSource();
        var output = new RecordingOutput { Before = e => e is Spoke ? full.Task : null };
        var words = string.Join(' ', Enumerable.Repeat("word", 1000)) + ".";
        await using var scene = new Scene([new ScriptedBrain(words)], output);
        scene.Conversation.Ask("Go.");
        await scene.Output.WaitForAsync<Thought>();
        Assert.InRange(scene.Voice.Words, 0, 12);
        full.SetResult();
        await scene.Output.WaitForAsync<ReplyEnded>();
        Assert.Equal(1000, scene.Voice.Words);
    }

    [Fact(Timeout = Patience)]
    public async Task What_is_only_shown_is_not_said()
    {
        var link = new ReplyPiece { Text = "[1]. ", Spoken = "", Language = "en" };
        await using var scene = new Scene([new ScriptedBrain("See here. ", link, "Bye.")]);
        await scene.AskAsync("Where?", 1);
        Assert.Equal("See here. Bye.", scene.Output.Said(1));
        Assert.Equal("", scene.Output.Shown(1));
        Assert.Equal("See here. [1]. Bye.", scene.Conversation.History[^1].Text);
    }

    [Fact(Timeout = Patience)]
    public async Task A_request_says_for_whom_when_and_in_which_mood()
    {
        var brain = new ScriptedBrain("Yes.");
        await using var scene = new Scene([brain], options: o => o with
        {
            User = new UserId("u1"), Id = new ConversationId("c1"), Context = new ReplyContext { Channel = "phone" },
        });
        scene.Ears.Hear("am I late", emotion: "sad");
        await scene.Output.WaitForAsync<ReplyEnded>();
        var request = Assert.Single(brain.Requests);
        Assert.Equal(("u1", "c1", "Ada"), (request.User.Value, request.Conversation.Value, request.Persona.Name));
        Assert.Equal(("phone", "sad", 2026), (request.Context.Channel, request.Context.UserEmotion, request.Context.Time!.Value.Year));
    }

    [Fact(Timeout = Patience)]
    public async Task Stages_are_timed_from_the_last_sample_of_speech()
    {
        var (arrived, thinking) = (new TaskCompletionSource(), new TaskCompletionSource());
        var begin = new TaskCompletionSource();
        await using var scene = new Scene([new ScriptedBrain(thinking.Task, "Fine.")], microphone: OneSecondAsync());
        scene.Time.Advance(TimeSpan.FromSeconds(10));
        begin.SetResult();
        await arrived.Task;
        scene.Time.Advance(TimeSpan.FromMilliseconds(300)); // The ears take their time,
        scene.Ears.Hear("how are you", end: 12000); // for speech that ended 250 ms before the sound did.
        await scene.Output.WaitForAsync<Reached>(r => r.Stage == Stage.Heard);
        scene.Time.Advance(TimeSpan.FromMilliseconds(500));
        thinking.SetResult();
        await scene.Output.WaitForAsync<Reached>(r => r.Stage == Stage.Ended);
        var stages = scene.Output.Items.OfType<Reached>().ToDictionary(r => r.Stage, r => r.After.TotalMilliseconds);
        Assert.Equal(550, stages[Stage.Heard]);
        Assert.Equal(1050, stages[Stage.FirstPiece]);
        Assert.Equal(1050, stages[Stage.FirstSound]);
        Assert.Equal(1050, stages[Stage.FirstMotion]);
        Assert.Equal(Enum.GetValues<Stage>().Length, stages.Count);

        async IAsyncEnumerable<AudioChunk> OneSecondAsync()
        {
            await begin.Task;
            yield return new AudioChunk(new float[16000], 16000, 0);
            arrived.SetResult(); // The next is asked for only when the first has been taken.
        }
    }
}
