using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Tests.Core.Conversations;

/// <summary>A conversation with scripted organs that is running, and ends with the test.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly CancellationTokenSource cancel =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private bool disposed;

    public Scene(
        IEnumerable<IBrain> brains,
        RecordingOutput? output = null,
        ScriptedVoice? voice = null,
        bool mute = false,
        FakeAnimator? animator = null,
        Func<ConversationOptions, ConversationOptions>? options = null,
        IAsyncEnumerable<AudioChunk>? microphone = null)
    {
        Output = output ?? new RecordingOutput();
        Voice = voice ?? new ScriptedVoice();
        var organs = new ConversationOrgans
        {
            Ears = Ears,
            Brains = [.. brains],
            Cutter = new FullStopCutter(),
            Voice = mute ? null : Voice,
            Animator = animator ?? new FakeAnimator(),
        };
        var plain = new ConversationOptions { Persona = new Persona { Name = "Ada" } };
        Conversation = new Conversation(organs, options?.Invoke(plain) ?? plain, Output, Time);
        Running = Conversation.RunAsync(microphone ?? AsyncEnumerable.Empty<AudioChunk>(), cancel.Token);
    }

    public ScriptedEars Ears { get; } = new();

    public ManualTime Time { get; } = new();

    public RecordingOutput Output { get; }

    public ScriptedVoice Voice { get; }

    public Conversation Conversation { get; }

    public Task Running { get; }

    /// <summary>Asks, and waits for the end of the reply.</summary>
    public async Task AskAsync(string text, int turn)
    {
        Conversation.Ask(text);
        await Output.WaitForAsync<ReplyEnded>(e => e.Turn == turn);
    }

    /// <summary>Lets everything end by itself.</summary>
    public async Task FinishAsync()
    {
        Ears.End();
        Conversation.Complete();
        await Running;
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        await cancel.CancelAsync();
        try
        {
            await Running;
        }
        catch (Exception e) when (e is OperationCanceledException or ClientGoneException)
        {
            // As it ends when it is told to, or as the test has already seen.
        }

        cancel.Dispose();
    }
}
