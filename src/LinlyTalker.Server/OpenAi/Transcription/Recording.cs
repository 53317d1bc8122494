using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Health;

namespace LinlyTalker.Server.OpenAi.Transcription;

/// <summary>A recording that is listened to.</summary>
internal sealed class Recording(IAudioCodec codec, Stream file, TimeSpan longest, ServerMeter meter)
{
    private const int SampleRate = 16000;

    /// <summary>How much of it was listened to.</summary>
    public TimeSpan Length { get; private set; }

    public async IAsyncEnumerable<AudioChunk> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var chunk in codec.DecodeAsync(file, SampleRate, longest, cancellation).ConfigureAwait(false))
        {
            Length = chunk.Span.EndTime(SampleRate);
            meter.Hear(chunk.Duration);
            yield return chunk;
        }
    }
}
