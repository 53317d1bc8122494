using System.Runtime.InteropServices;
using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Models.Sherpa;
using LinlyTalker.Native.PocketSphinx;
using LinlyTalker.Native.Sherpa;
using LinlyTalker.Native.Worker;

namespace LinlyTalker.Ears.Sherpa;

/// <summary>A stretch of sound that a streaming recogniser follows.</summary>
internal sealed class FollowedStream : IRecognisedStream
{
    private const int SampleRate = PocketSphinxDecoder.SampleRate;
    private const int SamplesPerFrame = PocketSphinxDecoder.SamplesPerFrame;

    private readonly SherpaWorker worker;
    private readonly WorkerCall call;
    private readonly Task<SherpaHeard> reading;
    private volatile string partial = "";
    private long fed;

    public FollowedStream(SherpaWorker worker, WorkerCall call)
    {
        (this.worker, this.call) = (worker, call);
        reading = ReadAsync();
    }

    public string Partial => partial;

    public async ValueTask FeedAsync(ReadOnlyMemory<float> samples, CancellationToken cancellation)
    {
        fed += samples.Length;
        try
        {
            await call.SendAsync(MemoryMarshal.AsBytes(samples.Span).ToArray(), cancellation).ConfigureAwait(false);
        }
        catch (WorkerDiedException died)
        {
            throw worker.Explain(died);
        }
    }

    public async Task<Hearing> FinishAsync(CancellationToken cancellation)
    {
        await call.CompleteInputAsync().ConfigureAwait(false);
        var heard = await reading.WaitAsync(cancellation).ConfigureAwait(false);
        var words = TokenWords.Of(heard, (int)Math.Min(fed, int.MaxValue), SampleRate);
        return new Hearing(heard.Text, [.. words.Select(Frames)], IsFinal: true);
    }

    public async ValueTask DisposeAsync()
    {
        await call.DisposeAsync().ConfigureAwait(false);
        // Its fault, if any, was told by the call that met it; an abandoned stretch has none worth telling.
        await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static DecodedWord Frames(Core.Flow.Word word) => new(
        word.Text, (int)(word.Span.Start / SamplesPerFrame), (int)((word.Span.End + SamplesPerFrame - 1) / SamplesPerFrame), word.Confidence);

    private async Task<SherpaHeard> ReadAsync()
    {
        try
        {
            await foreach (var message in call.ReadAllAsync().ConfigureAwait(false))
            {
                var heard = JsonSerializer.Deserialize(message.Span, SherpaJson.Default.SherpaHeard)!;
                heard = heard with { Text = heard.Text.Trim() };
                if (heard.IsFinal)
                {
                    return heard;
                }

                partial = heard.Text;
            }
        }
        catch (WorkerDiedException died)
        {
            throw worker.Explain(died);
        }

        throw new NativeException($"The model {worker.Name} ended without a result; what was said last is lost.");
    }
}
