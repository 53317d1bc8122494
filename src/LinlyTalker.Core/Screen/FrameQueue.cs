using System.Runtime.ExceptionServices;

namespace LinlyTalker.Core.Screen;

/// <summary>
/// Pictures on their way to a client that may read slowly, or not at all. When it is full all that waits is thrown away
/// and nothing is taken until the client reads again; the first that it then gets is a key frame.
/// </summary>
/// <param name="capacity">Pictures.</param>
/// <param name="askForKey">Called when a key frame is needed to go on.</param>
internal sealed class FrameQueue(int capacity, Action askForKey)
{
    private readonly Lock gate = new();
    private readonly Queue<ShownFrame> frames = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool needsKey = true;
    private bool hasEnded;
    private ExceptionDispatchInfo? failure;

    /// <summary>The client reads nothing: pictures for it are made in vain.</summary>
    public bool IsStalled { get; private set; }

    /// <summary>Pictures that were made and never read.</summary>
    public long Dropped { get; private set; }

    public void Add(ShownFrame frame)
    {
        lock (gate)
        {
            if (IsStalled || (needsKey && !frame.Picture.IsKey))
            {
                Dropped++;
                return;
            }

            if (frames.Count == capacity)
            {
                Dropped += frames.Count + 1;
                frames.Clear();
                (IsStalled, needsKey) = (true, true);
                return;
            }

            needsKey = false;
            frames.Enqueue(frame);
            Change();
        }
    }

    /// <param name="reason">Null when nothing went wrong.</param>
    public void End(Exception? reason)
    {
        lock (gate)
        {
            hasEnded = true;
            failure = reason is null ? null : ExceptionDispatchInfo.Capture(reason);
            Change();
        }
    }

    /// <returns>The next picture; null at the end.</returns>
    /// <exception cref="Exception">What the queue ended with, behind the pictures that came before it.</exception>
    public async ValueTask<ShownFrame?> TakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task more;
            var asks = false;
            lock (gate)
            {
                if (frames.TryDequeue(out var frame))
                {
                    return frame;
                }

                if (hasEnded)
                {
                    failure?.Throw();
                    return null;
                }

                (asks, IsStalled) = (IsStalled, false);
                more = changed.Task;
            }

            if (asks)
            {
                askForKey();
            }

            await more.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private void Change()
    {
        var before = changed;
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        before.SetResult();
    }
}
