using LinlyTalker.Core.Conversations;

namespace LinlyTalker.Tests.Core.Conversations;

/// <summary>Keeps all that a conversation tells, and lets a test wait for it, hold it up, or go away.</summary>
internal sealed class RecordingOutput(bool tracksPlayback = false) : IConversationOutput
{
    private readonly List<ConversationEvent> items = [];
    private readonly List<(Func<ConversationEvent, bool> What, TaskCompletionSource<ConversationEvent> Came)> waiting = [];

    public bool TracksPlayback => tracksPlayback;

    /// <summary>Called before an item is taken; may throw, or make it wait.</summary>
    public Func<ConversationEvent, Task?> Before { get; set; } = _ => null;

    public IReadOnlyList<ConversationEvent> Items
    {
        get
        {
            lock (items)
            {
                return [.. items];
            }
        }
    }

    /// <summary>What a client plays: no item of a turn that was interrupted before it came.</summary>
    public IReadOnlyList<ReplyItem> Played
    {
        get
        {
            var old = new HashSet<int>();
            var played = new List<ReplyItem>();
            foreach (var item in Items)
            {
                if (item is Interrupted)
                {
                    old.Add(item.Turn);
                }
                else if (item is ReplyItem part && !old.Contains(part.Turn))
                {
                    played.Add(part);
                }
            }

            return played;
        }
    }

    public string Said(int turn) => string.Join(' ', Played.OfType<Spoke>().Where(s => s.Turn == turn).Select(s => s.Chunk.Text));

    public string Shown(int turn) => string.Concat(Played.OfType<Captioned>().Where(s => s.Turn == turn).Select(s => s.Text));

    public async ValueTask WriteAsync(ConversationEvent item, CancellationToken cancellation)
    {
        if (Before(item) is { } wait)
        {
            await wait.WaitAsync(cancellation);
        }

        lock (items)
        {
            items.Add(item);
            foreach (var (what, came) in waiting)
            {
                if (what(item))
                {
                    came.TrySetResult(item);
                }
            }
        }
    }

    /// <summary>The first such item, which may have come already.</summary>
    public async Task<T> WaitForAsync<T>(Func<T, bool>? what = null)
        where T : ConversationEvent
    {
        bool Matches(ConversationEvent item) => item is T wanted && (what is null || what(wanted));
        var came = new TaskCompletionSource<ConversationEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (items)
        {
            if (items.Find(Matches) is T already)
            {
                return already;
            }

            waiting.Add((Matches, came));
        }

        return (T)await came.Task.WaitAsync(TestContext.Current.CancellationToken);
    }
}
