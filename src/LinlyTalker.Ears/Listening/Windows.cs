using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Ears.Listening;

internal static class Windows
{
    /// <summary>The same sound in pieces of one length; the last is filled up with silence.</summary>
    public static async IAsyncEnumerable<AudioChunk> InWindowsAsync(
        this IAsyncEnumerable<AudioChunk> audio, int length, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var window = new float[length];
        var filled = 0;
        var position = 0L;
        var rate = 0;
        await foreach (var chunk in audio.WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (rate == 0)
            {
                (rate, position) = (chunk.SampleRate, chunk.Position);
            }

            for (var rest = chunk.Samples; !rest.IsEmpty;)
            {
                var count = Math.Min(rest.Length, length - filled);
                rest[..count].CopyTo(window.AsMemory(filled));
                rest = rest[count..];
                filled += count;
                if (filled == length)
                {
                    yield return new AudioChunk(window, rate, position);
                    position += length;
                    window = new float[length];
                    filled = 0;
                }
            }
        }

        if (filled > 0)
        {
            yield return new AudioChunk(window, rate, position);
        }
    }
}
