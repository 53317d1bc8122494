using System.Runtime.CompilerServices;
using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal;

namespace LinlyTalker.Ears.Echo;

/// <summary>Speex's echo canceller on any number of streams.</summary>
public sealed class EchoCanceller : IEchoCanceller
{
    private readonly EchoOptions options;

    /// <exception cref="NativeLibraryMissingException">Speex's library is not on this machine.</exception>
    public EchoCanceller(EchoOptions? options = null)
    {
        this.options = options ?? new EchoOptions();
        new EchoStream(this.options).Dispose();
    }

    public async IAsyncEnumerable<AudioChunk> CancelAsync(
        IAsyncEnumerable<AudioChunk> microphone, PlayedSound played, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var stream = new EchoStream(options);
        var position = (long?)null;
        await foreach (var chunk in microphone.ResampleAsync(EchoStream.SampleRate, cancellation).ConfigureAwait(false))
        {
            position ??= chunk.Position;
            var reference = new float[chunk.Samples.Length];
            played.Take(chunk.Position, reference);
            var cleaned = stream.Process(chunk.Samples.Span, reference);
            if (cleaned.Length > 0)
            {
                yield return new AudioChunk(cleaned, EchoStream.SampleRate, position.Value);
                position += cleaned.Length;
            }
        }

        if (stream.Flush() is { Length: > 0 } last)
        {
            yield return new AudioChunk(last, EchoStream.SampleRate, position!.Value);
        }
    }
}
