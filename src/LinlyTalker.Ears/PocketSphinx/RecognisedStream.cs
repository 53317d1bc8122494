using System.Text.Json;
using LinlyTalker.Core.Signal;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Native.PocketSphinx;
using LinlyTalker.Native.Worker;

namespace LinlyTalker.Ears.PocketSphinx;

/// <summary>A stretch of sound in the worker: sent as 16-bit samples, answered while it lasts.</summary>
internal sealed class RecognisedStream : IRecognisedStream
{
    private const int Piece = 1600; // A tenth of a second.

    private readonly WorkerCall call;
    private readonly Task<Hearing> reading;
    private volatile string partial = "";

    public RecognisedStream(WorkerCall call)
    {
        this.call = call;
        reading = ReadAsync();
    }

    public string Partial => partial;

    /// <summary>By pieces, so that the worker leaves a long sound soon when it is asked to.</summary>
    public async ValueTask FeedAsync(ReadOnlyMemory<float> samples, CancellationToken cancellation)
    {
        for (var start = 0; start < samples.Length; start += Piece)
        {
            await call.SendAsync(Pcm16.Bytes(samples.Span[start..Math.Min(start + Piece, samples.Length)]), cancellation).ConfigureAwait(false);
        }
    }

    public async Task<Hearing> FinishAsync(CancellationToken cancellation)
    {
        await call.CompleteInputAsync().ConfigureAwait(false);
        return await reading.WaitAsync(cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await call.DisposeAsync().ConfigureAwait(false);
        // Its fault, if any, was told by the call that met it; an abandoned stretch has none worth telling.
        await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<Hearing> ReadAsync()
    {
        await foreach (var message in call.ReadAllAsync().ConfigureAwait(false))
        {
            var hearing = JsonSerializer.Deserialize(message.Span, HearingJson.Default.Hearing)!;
            if (hearing.IsFinal)
            {
                return hearing;
            }

            partial = hearing.Text;
        }

        throw new WorkerDiedException("The recogniser ended without a result; what was said last is lost.");
    }
}
