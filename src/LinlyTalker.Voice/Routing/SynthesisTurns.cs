namespace LinlyTalker.Voice.Routing;

/// <summary>
/// Lets only as many conversations make sound at once as there are processors, since more would only make each other late.
/// Who speaks and has little left goes first, whose is shortest; then who has not begun, in order; then all others.
/// </summary>
/// <param name="atOnce">At least 1.</param>
internal sealed class SynthesisTurns(int atOnce, TimeProvider time)
{
    /// <summary>So much sound in hand lasts until the next is made; a listener bears a late beginning better than a gap.</summary>
    private static readonly TimeSpan Little = TimeSpan.FromSeconds(1.5);

    private readonly Lock gate = new();
    private readonly PriorityQueue<TaskCompletionSource, long> speaking = new();
    private readonly Queue<TaskCompletionSource> beginning = new();
    private readonly long little = (long)(Little.TotalSeconds * time.TimestampFrequency);
    private int free = atOnce;

    /// <summary>Waits for a turn, which ends when the result is disposed of.</summary>
    public async ValueTask<IDisposable> EnterAsync(SoundNeed need, CancellationToken cancellation = default)
    {
        TaskCompletionSource place;
        lock (gate)
        {
            if (free > 0)
            {
                free--;
                return new Turn(this);
            }

            place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (need.At is { } at)
            {
                speaking.Enqueue(place, at);
            }
            else
            {
                beginning.Enqueue(place);
            }
        }

        await using (cancellation.UnsafeRegister(_ => place.TrySetCanceled(cancellation), null).ConfigureAwait(false))
        {
            await place.Task.ConfigureAwait(false);
        }

        return new Turn(this);
    }

    private void Leave()
    {
        lock (gate)
        {
            while (Next() is { } next)
            {
                if (next.TrySetResult())
                {
                    return;
                }
            }

            free++;
        }
    }

    private TaskCompletionSource? Next()
    {
        var isUrgent = speaking.TryPeek(out _, out var neededAt) && neededAt <= time.GetTimestamp() + little;
        return !isUrgent && beginning.TryDequeue(out var first) ? first
            : speaking.TryDequeue(out var next, out _) ? next
            : null;
    }

    private sealed class Turn(SynthesisTurns turns) : IDisposable
    {
        private SynthesisTurns? entered = turns;

        public void Dispose() => Interlocked.Exchange(ref entered, null)?.Leave();
    }
}
