namespace LinlyTalker.Voice.Routing;

/// <summary>
/// Lets only as many conversations make sound at once as there are processors, since more would only make each other late;
/// whose sound is needed first goes first.
/// </summary>
/// <param name="atOnce">At least 1.</param>
public sealed class SynthesisTurns(int atOnce)
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<TaskCompletionSource, long> waiting = new();
    private int free = atOnce;

    /// <summary>Waits for a turn, which ends when the result is disposed of.</summary>
    /// <param name="neededAt">When the sound is needed, on any clock that all share.</param>
    public async ValueTask<IDisposable> EnterAsync(long neededAt, CancellationToken cancellation = default)
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
            waiting.Enqueue(place, neededAt);
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
            while (waiting.TryDequeue(out var next, out _))
            {
                if (next.TrySetResult())
                {
                    return;
                }
            }

            free++;
        }
    }

    private sealed class Turn(SynthesisTurns turns) : IDisposable
    {
        private SynthesisTurns? entered = turns;

        public void Dispose() => Interlocked.Exchange(ref entered, null)?.Leave();
    }
}
