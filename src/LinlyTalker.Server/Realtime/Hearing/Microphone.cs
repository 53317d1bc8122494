using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal;
using LinlyTalker.Server.Realtime.Audio;

namespace LinlyTalker.Server.Realtime.Hearing;

/// <summary>
/// The user's sound as one stream of 16 kHz, whatever the wire carries. Bounded: who sends faster than it is heard waits.
/// Where a stretch of it ends a chunk without samples stands, and says how the next is heard. One writer.
/// </summary>
internal sealed class Microphone
{
    public const int SampleRate = 16000;

    private const int Piece = SampleRate / 10;
    private const int MostPieces = 600;

    private readonly Channel<AudioChunk> pieces = Channel.CreateBounded<AudioChunk>(MostPieces);
    private readonly Queue<Cut> cuts = new();
    private readonly TaskCompletionSource deaf = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Resampler? resampler;
    private int wireRate;

    /// <summary>Samples so far.</summary>
    public long Position { get; private set; }

    /// <summary>Ends when nobody listens any more; sound is dropped from then on.</summary>
    public Task Deaf => deaf.Task;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, SoundFormat format, CancellationToken cancellation)
    {
        if (resampler is null || wireRate != format.SampleRate())
        {
            wireRate = format.SampleRate();
            resampler = new Resampler(wireRate, SampleRate);
        }

        var samples = resampler.Process(WireSound.Decode(bytes.Span, format));
        for (var start = 0; start < samples.Length && !Deaf.IsCompleted; start += Piece)
        {
            var piece = samples.AsMemory(start, Math.Min(Piece, samples.Length - start));
            await PutAsync(new AudioChunk(piece, SampleRate, Position), cancellation).ConfigureAwait(false);
            Position += piece.Length;
        }
    }

    /// <summary>The stretch ends here.</summary>
    public async ValueTask CutAsync(Cut cut, CancellationToken cancellation)
    {
        var last = resampler?.Flush() ?? [];
        resampler = null;
        if (last.Length > 0)
        {
            await PutAsync(new AudioChunk(last, SampleRate, Position), cancellation).ConfigureAwait(false);
            Position += last.Length;
        }

        lock (cuts)
        {
            cuts.Enqueue(cut);
        }

        await PutAsync(new AudioChunk(ReadOnlyMemory<float>.Empty, SampleRate, Position), cancellation).ConfigureAwait(false);
    }

    /// <summary>What the next chunk without samples means.</summary>
    public Cut NextCut()
    {
        lock (cuts)
        {
            return cuts.Dequeue();
        }
    }

    public void Complete() => pieces.Writer.TryComplete();

    public async IAsyncEnumerable<AudioChunk> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        try
        {
            await foreach (var piece in pieces.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return piece;
            }
        }
        finally
        {
            deaf.TrySetResult();
        }
    }

    private async ValueTask PutAsync(AudioChunk piece, CancellationToken cancellation)
    {
        while (!pieces.Writer.TryWrite(piece) && !Deaf.IsCompleted)
        {
            await Task.WhenAny(pieces.Writer.WaitToWriteAsync(cancellation).AsTask(), Deaf).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }
    }
}

/// <summary>The end of a stretch of sound.</summary>
/// <param name="Next">How what follows is heard.</param>
/// <param name="IsDropped">What was heard in the stretch is not wanted.</param>
internal sealed record Cut(Segment Next, bool IsDropped);
