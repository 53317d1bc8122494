using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal;
using LinlyTalker.Core.Signal.Wav;

namespace LinlyTalker.Media.Sound;

/// <summary>16-bit samples as they come, with or without the head of a WAV whose length is not known.</summary>
internal static class PlainEncoding
{
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> EncodeAsync(
        IAsyncEnumerable<AudioChunk> sound, bool withHeader, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var chunk in sound.WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (withHeader)
            {
                yield return Header(chunk.SampleRate);
                withHeader = false;
            }

            yield return Pcm16.Bytes(chunk.Samples.Span);
        }
    }

    private static byte[] Header(int sampleRate)
    {
        using var bytes = new MemoryStream();
        _ = new WavWriter(bytes, sampleRate, WavEncoding.Pcm16, SyntheticMark.Text);
        return bytes.ToArray();
    }
}
