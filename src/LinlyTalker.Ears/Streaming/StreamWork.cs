using LinlyTalker.Core.Errors;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Turns;

namespace LinlyTalker.Ears.Streaming;

/// <summary>What the turns of one stream work with, and the hearings that run for them.</summary>
/// <param name="judge">Null: a fixed pause ends turns.</param>
/// <param name="fault">Told what went wrong; the stream goes on.</param>
/// <param name="stop">Ends every hearing of the stream.</param>
internal sealed class StreamWork(
    ISpeechRecogniser recogniser,
    ITurnDetector? judge,
    RecognitionRequest request,
    StreamingOptions options,
    PartialPace pace,
    Action<LinlyException> fault,
    TimeProvider time,
    CancellationToken stop)
{
    private readonly Lock gate = new();
    private readonly HashSet<Task> running = [];

    public StreamingOptions Options => options;

    public PartialPace Pace => pace;

    public TimeProvider Time => time;

    public string Language => request.Language;

    public void Tell(LinlyException error) => fault(error);

    /// <summary>Hears a stretch on another thread.</summary>
    public Task<Transcript> HearAsync(ReadOnlyMemory<float> samples, bool isPartial, CancellationToken cancellation) => Kept(Task.Run(
        async () =>
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stop);
            var start = time.GetTimestamp();
            var transcript = await recogniser
                .RecogniseAsync(samples, request with { IsPartial = isPartial }, either.Token).ConfigureAwait(false);
            pace.Observe(time.GetElapsedTime(start));
            return transcript;
        },
        cancellation));

    /// <summary>How probably the turn is complete; null when there is nobody to ask, or the model failed.</summary>
    public Task<float?> JudgeAsync(ReadOnlyMemory<float> turn, CancellationToken cancellation) => Kept(Task.Run(
        async () =>
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stop);
            try
            {
                return judge is null ? (float?)null : await judge.CompletionAsync(turn, either.Token).ConfigureAwait(false);
            }
            catch (LinlyException e)
            {
                fault(e);
                return null;
            }
        },
        cancellation));

    /// <summary>Keeps a task so that the stream does not end before it.</summary>
    public T Kept<T>(T task)
        where T : Task
    {
        lock (gate)
        {
            running.RemoveWhere(t => t.IsCompleted);
            running.Add(task);
        }

        return task;
    }

    /// <summary>Waits for all that still runs; what became of it was told to who asked for it.</summary>
    public async Task WhenIdleAsync()
    {
        Task[] left;
        lock (gate)
        {
            left = [.. running];
        }

        await Task.WhenAll(left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
