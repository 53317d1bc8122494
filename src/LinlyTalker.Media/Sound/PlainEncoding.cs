using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
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

            yield return Samples(chunk.Samples.Span);
        }
    }

    /// <summary>Beyond full scale is clipped.</summary>
    public static byte[] Samples(ReadOnlySpan<float> samples)
    {
        var bytes = new byte[samples.Length * sizeof(short)];
        for (var i = 0; i < samples.Length; i++)
        {
            var value = Math.Clamp(MathF.Round(samples[i] * 32768), short.MinValue, short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(i * sizeof(short)), (short)value);
        }

        return bytes;
    }

    private static byte[] Header(int sampleRate)
    {
        using var bytes = new MemoryStream();
        _ = new WavWriter(bytes, sampleRate, WavEncoding.Pcm16, SyntheticMark.Text);
        return bytes.ToArray();
    }
}
