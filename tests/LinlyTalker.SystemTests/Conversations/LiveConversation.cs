using System.Threading.Channels;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.SystemTests.Conversations;

/// <summary>A conversation that runs, and all that it told so far.</summary>
internal sealed class LiveConversation : IConversationOutput, IAsyncDisposable
{
    private const int SampleRate = 16000;

    private readonly Channel<AudioChunk> microphone = Channel.CreateUnbounded<AudioChunk>();
    private readonly CancellationTokenSource hangUp = new();
    private readonly List<ConversationEvent> events = [];
    private readonly Lock gate = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task running = Task.CompletedTask;
    private long position;

    private LiveConversation()
    {
    }

    public Conversation Conversation { get; private set; } = null!;

    public bool TracksPlayback => false;

    /// <param name="organs">Made with what an organ calls when it goes on with less.</param>
    public static LiveConversation Start(Func<Action<Organ, string>, ConversationOrgans> organs)
    {
        var live = new LiveConversation();
        live.Conversation = new Conversation(
            organs((organ, reason) => live.Conversation.Report(organ, reason)),
            new ConversationOptions { Persona = new Persona { Name = "Linly" }, Greet = false, Confirms = false },
            live);
        live.running = live.Conversation.RunAsync(live.microphone.Reader.ReadAllAsync(), live.hangUp.Token);
        return live;
    }

    /// <summary>Says something, and is silent for two seconds after.</summary>
    public void Say(float[] sound16k)
    {
        float[] all = [.. new float[SampleRate / 2], .. sound16k, .. new float[2 * SampleRate]];
        for (var at = 0; at < all.Length; at += SampleRate / 10)
        {
            var chunk = all.AsMemory(at, Math.Min(SampleRate / 10, all.Length - at));
            microphone.Writer.TryWrite(new AudioChunk(chunk, SampleRate, position));
            position += chunk.Length;
        }
    }

    /// <summary>All events of a turn, once its reply has ended.</summary>
    public async Task<IReadOnlyList<ConversationEvent>> TurnAsync(int turn, CancellationToken cancellation)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (events.Exists(e => e is ReplyEnded && e.Turn == turn))
                {
                    return [.. events.Where(e => e.Turn == turn)];
                }

                next = changed.Task;
            }

            await Task.WhenAny(next, running).WaitAsync(cancellation);
            if (running.IsCompleted)
            {
                await running;
                throw new InvalidOperationException($"The conversation ended before turn {turn}.");
            }
        }
    }

    /// <summary>Why it went on with less, in order.</summary>
    public IReadOnlyList<Degraded> Degradations
    {
        get
        {
            lock (gate)
            {
                return [.. events.OfType<Degraded>()];
            }
        }
    }

    public ValueTask WriteAsync(ConversationEvent item, CancellationToken cancellation)
    {
        lock (gate)
        {
            events.Add(item);
            changed.SetResult();
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await hangUp.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        hangUp.Dispose();
    }
}
