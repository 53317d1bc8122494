using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Signal;

public static class Resampling
{
    /// <summary>The same sound at another rate; positions count anew from the first chunk's time.</summary>
    public static async IAsyncEnumerable<AudioChunk> ResampleAsync(
        this IAsyncEnumerable<AudioChunk> audio,
        int sampleRate,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        Resampler? resampler = null;
        var position = 0L;
        await foreach (var chunk in audio.WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (resampler is null)
            {
                resampler = new Resampler(chunk.SampleRate, sampleRate);
                position = (long)Math.Round((double)chunk.Position * sampleRate / chunk.SampleRate);
            }

            var samples = resampler.Process(chunk.Samples.Span);
            if (samples.Length > 0)
            {
                yield return new AudioChunk(samples, sampleRate, position);
                position += samples.Length;
            }
        }

        if (resampler?.Flush() is { Length: > 0 } last)
        {
            yield return new AudioChunk(last, sampleRate, position);
        }
    }
}
