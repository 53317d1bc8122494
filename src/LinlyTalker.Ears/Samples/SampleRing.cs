namespace LinlyTalker.Ears.Samples;

/// <summary>The last samples of a stream, as many as it was made for.</summary>
internal sealed class SampleRing(int capacity)
{
    private readonly float[] ring = new float[capacity];
    private long written;

    public int Count => (int)Math.Min(written, ring.Length);

    public void Write(ReadOnlySpan<float> samples)
    {
        var kept = samples.Length > ring.Length ? samples[^ring.Length..] : samples;
        written += samples.Length - kept.Length;
        while (!kept.IsEmpty)
        {
            var at = (int)(written % ring.Length);
            var count = Math.Min(kept.Length, ring.Length - at);
            kept[..count].CopyTo(ring.AsSpan(at));
            kept = kept[count..];
            written += count;
        }
    }

    /// <summary>The last <paramref name="count"/> samples, oldest first; fewer if fewer are there.</summary>
    public float[] Last(int count)
    {
        var result = new float[Math.Min(count, Count)];
        var start = written - result.Length;
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = ring[(start + i) % ring.Length];
        }

        return result;
    }
}
