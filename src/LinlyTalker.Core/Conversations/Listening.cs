using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Streams;

namespace LinlyTalker.Core.Conversations;

/// <summary>Listens for as long as sound comes; ears that fail are asked again, and hear on from where they failed.</summary>
internal sealed class Listening(IEars ears, ListenOptions options, TimeProvider time)
{
    private const int ChunksAhead = 256;
    private const int ChunksRemembered = 1024;
    private const int Attempts = 3;

    private readonly Queue<(TimeSpan End, long Arrived)> arrivals = new();

    /// <summary>Told each piece of the sound before the ears hear it.</summary>
    public Action<AudioChunk> Arrived { get; init; } = _ => { };

    /// <param name="microphone">The sound.</param>
    /// <param name="hear">Takes what was heard.</param>
    /// <param name="failed">Takes each failure of the ears.</param>
    /// <param name="cancellation">Ends the listening.</param>
    public async Task RunAsync(
        IAsyncEnumerable<AudioChunk> microphone,
        Action<Utterance> hear,
        Action<Exception> failed,
        CancellationToken cancellation)
    {
        await using var sound = new Lookahead<AudioChunk>(ArriveAsync(microphone, cancellation), ChunksAhead, cancellation);
        for (var failures = 0; failures < Attempts; failures++)
        {
            try
            {
                await foreach (var utterance in ears.ListenAsync(sound.ReadAllAsync(cancellation), options, cancellation)
                    .ConfigureAwait(false))
                {
                    failures = 0;
                    hear(utterance);
                }

                return;
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                failed(e);
            }
        }
    }

    /// <summary>When the sound at the end of the utterance arrived; now, if that is not known.</summary>
    public long EndOf(Utterance utterance)
    {
        var end = utterance.Span.EndTime(utterance.SampleRate);
        lock (arrivals)
        {
            foreach (var (chunkEnd, arrived) in arrivals)
            {
                if (chunkEnd >= end)
                {
                    return arrived - (long)((chunkEnd - end).TotalSeconds * time.TimestampFrequency);
                }
            }
        }

        return time.GetTimestamp();
    }

    private async IAsyncEnumerable<AudioChunk> ArriveAsync(
        IAsyncEnumerable<AudioChunk> microphone, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var chunk in microphone.WithCancellation(cancellation).ConfigureAwait(false))
        {
            lock (arrivals)
            {
                arrivals.Enqueue((chunk.Span.EndTime(chunk.SampleRate), time.GetTimestamp()));
                if (arrivals.Count > ChunksRemembered)
                {
                    arrivals.Dequeue();
                }
            }

            Arrived(chunk);
            yield return chunk;
        }
    }
}
