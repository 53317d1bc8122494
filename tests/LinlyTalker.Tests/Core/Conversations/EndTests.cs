using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Tests.Core.Conversations;

public class EndTests
{
    private const int Patience = 60_000;
    private static readonly TaskCompletionSource Never = new();

    [Theory(Timeout = Patience)]
    [InlineData(typeof(Heard))]
    [InlineData(typeof(Thought))]
    [InlineData(typeof(Spoke))]
    [InlineData(typeof(Moved))]
    [InlineData(typeof(ReplyEnded))]
    public async Task A_client_that_vanishes_ends_everything(Type at)
    {
        var output = new RecordingOutput { Before = e => e.GetType() == at ? throw new IOException("Broken pipe") : null };
        var brain = new ScriptedBrain("One two three. ", "Four.");
        await using var scene = new Scene([brain], output);
        scene.Ears.Hear("go");
        var error = await Assert.ThrowsAsync<ClientGoneException>(() => scene.Running);
        Assert.Contains("Broken pipe", error.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), (brain.Open, scene.Voice.Open));
    }

    [Fact(Timeout = Patience)]
    public async Task Cancelling_ends_everything()
    {
        using var cancel = new CancellationTokenSource();
        var brain = new ScriptedBrain("One. ", Never.Task);
        var voice = new ScriptedVoice();
        var output = new RecordingOutput();
        var conversation = new Conversation(
            new ConversationOrgans { Brains = [brain], Cutter = new FullStopCutter(), Voice = voice },
            new ConversationOptions { Persona = new Persona { Name = "Ada" } },
            output);
        var running = conversation.RunAsync(null, cancel.Token);
        conversation.Ask("go");
        await output.WaitForAsync<Spoke>();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal((0, 0), (brain.Open, voice.Open));
    }

    [Fact(Timeout = Patience)]
    public async Task Ears_that_learn_of_the_end_first_have_not_failed()
    {
        using var cancel = new CancellationTokenSource();
        var ears = new ScriptedEars();
        var output = new RecordingOutput();
        var conversation = new Conversation(
            new ConversationOrgans { Ears = ears, Brains = [new ScriptedBrain()], Cutter = new FullStopCutter() },
            new ConversationOptions { Persona = new Persona { Name = "Ada" } },
            output);
        var running = conversation.RunAsync(AsyncEnumerable.Empty<AudioChunk>(), cancel.Token);
        using var dealtWith = new ManualResetEventSlim();

        // Told last, so it is told first, as a microphone that was given the token is.
        cancel.Token.Register(() =>
        {
            ears.Fail("The microphone is over.");
            SpinWait.SpinUntil(() => ears.Listened == 2, Patience);
            conversation.Add(new DialogueMessage(DialogueRole.User, "after it"), _ => dealtWith.Set());
            dealtWith.Wait(Patience);
        });
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.True(dealtWith.IsSet);
        Assert.Empty(output.Items);
    }

    [Fact(Timeout = Patience)]
    public async Task It_ends_with_its_sound_its_questions_and_its_last_reply()
    {
        await using var scene = new Scene([new ScriptedBrain("One two three.")]);
        scene.Ears.Hear("go");
        await scene.FinishAsync();
        Assert.Equal("One two three.", scene.Output.Said(1));
        Assert.IsType<ReplyEnded>(scene.Output.Played[^1]);
    }

    [Fact(Timeout = Patience)]
    public async Task A_hundred_conversations_share_the_organs_and_nothing_crosses()
    {
        var brain = new ScriptedBrain(r =>
            [.. Enumerable.Range(0, 4).Select(i => $"{r.User.Value} {r.Utterance.Text} {i}. ")]);
        var voice = new ScriptedVoice { Before = (_, _) => Task.Delay(0) };
        var organs = new ConversationOrgans
        {
            Brains = [brain], Cutter = new FullStopCutter(), Voice = voice, Animator = new FakeAnimator(),
        };
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            var (output, ears) = (new RecordingOutput(), new ScriptedEars());
            var conversation = new Conversation(
                organs with { Ears = ears },
                new ConversationOptions { Persona = new Persona { Name = "Ada" }, User = new UserId($"u{i}") },
                output);
            var running = conversation.RunAsync(AsyncEnumerable.Empty<AudioChunk>(), TestContext.Current.CancellationToken);
            for (var turn = 1; turn <= 5; turn++)
            {
                ears.Hear($"q{turn}");
                if (turn % 2 == 1)
                {
                    await output.WaitForAsync<ReplyEnded>(e => e.Turn == turn);
                }
            }

            ears.End();
            conversation.Complete();
            await running;
            Assert.All(output.Items.OfType<Spoke>(), s => Assert.StartsWith($"u{i} q{s.Turn} ", s.Chunk.Sentence.Text, StringComparison.Ordinal));
            Assert.Equal(string.Concat(Enumerable.Range(0, 4).Select(s => $" u{i} q5 {s}."))[1..], output.Said(5));
        }));
        Assert.All(brain.Requests, r => Assert.All(
            r.History.Where(m => m.Role == DialogueRole.Assistant),
            m => Assert.StartsWith(r.User.Value + " ", m.Text, StringComparison.Ordinal)));
        Assert.Equal((0, 0), (brain.Open, voice.Open));
    }
}
