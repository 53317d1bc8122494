using System.Diagnostics;
using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Cli.Listening;

/// <summary>Sound on its way to the ears, at the speed of life, and when each moment of it was given.</summary>
internal sealed class LiveSound
{
    public const int SampleRate = 16000;
    private const int Chunk = SampleRate / 50;

    private readonly Lock gate = new();
    private long given;
    private long at;

    /// <summary>How long ago the sound at a position was given.</summary>
    public TimeSpan Since(long position)
    {
        lock (gate)
        {
            return Stopwatch.GetElapsedTime(at) + TimeSpan.FromSeconds((double)(given - position) / SampleRate);
        }
    }

    /// <summary>Sound that comes by itself.</summary>
    public async IAsyncEnumerable<AudioChunk> PassAsync(
        IAsyncEnumerable<AudioChunk> audio, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var chunk in audio.WithCancellation(cancellation))
        {
            Note(chunk);
            yield return chunk;
        }
    }

    /// <summary>A recording as if it were spoken now, and silence after it, in which its last turn ends.</summary>
    public async IAsyncEnumerable<AudioChunk> PlayAsync(
        IAsyncEnumerable<AudioChunk> audio, TimeSpan silence, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var start = Stopwatch.GetTimestamp();
        var end = 0L;
        await foreach (var chunk in audio.WithCancellation(cancellation))
        {
            end = chunk.Span.End;
            for (var from = 0; from < chunk.Samples.Length; from += Chunk)
            {
                yield return await DueAsync(chunk.Samples.Slice(from, Math.Min(Chunk, chunk.Samples.Length - from)), chunk.Position + from);
            }
        }

        var last = end + (long)(silence.TotalSeconds * SampleRate);
        for (; end < last; end += Chunk)
        {
            yield return await DueAsync(new float[Chunk], end);
        }

        async Task<AudioChunk> DueAsync(ReadOnlyMemory<float> samples, long position)
        {
            var due = TimeSpan.FromSeconds((double)(position + samples.Length) / SampleRate) - Stopwatch.GetElapsedTime(start);
            await Task.Delay(due > TimeSpan.Zero ? due : TimeSpan.Zero, cancellation);
            var piece = new AudioChunk(samples, SampleRate, position);
            Note(piece);
            return piece;
        }
    }

    private void Note(AudioChunk chunk)
    {
        lock (gate)
        {
            (given, at) = (chunk.Span.End, Stopwatch.GetTimestamp());
        }
    }
}
