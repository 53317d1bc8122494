using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Worker.Hosting;

namespace LinlyTalker.Worker.Sherpa;

/// <summary>Samples on the wire: 32-bit floats, little-endian.</summary>
internal static class SampleStream
{
    /// <summary>10 minutes at 48 kHz: no request needs more at once.</summary>
    private const int Longest = 10 * 60 * 48000;

    private const int PieceSamples = 1 << 14;

    /// <summary>The input's pieces as they come.</summary>
    public static IEnumerable<ReadOnlyMemory<float>> Read(WorkerRequest request) =>
        request.ReadInput().Select(piece => (ReadOnlyMemory<float>)MemoryMarshal.Cast<byte, float>(piece.Span).ToArray());

    /// <exception cref="InputException">There are too many.</exception>
    public static float[] ReadAll(WorkerRequest request)
    {
        var samples = new List<float>();
        foreach (var piece in Read(request))
        {
            samples.AddRange(piece.Span);
            if (samples.Count > Longest)
            {
                throw new InputException($"More than {Longest} samples came for one request; give them in shorter stretches.");
            }
        }

        return [.. samples];
    }

    public static void Write(WorkerRequest request, ReadOnlySpan<float> samples)
    {
        for (var at = 0; at < samples.Length; at += PieceSamples)
        {
            request.Write(MemoryMarshal.AsBytes(samples.Slice(at, Math.Min(PieceSamples, samples.Length - at))).ToArray());
        }
    }
}
