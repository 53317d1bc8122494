namespace LinlyTalker.Ears.Streaming;

/// <summary>The sound of one turn, addressed by the stream's positions.</summary>
internal sealed class TurnBuffer(long start)
{
    private float[] samples = new float[4 * 16000];
    private int count;

    /// <summary>Of the oldest sample that is kept.</summary>
    public long Start { get; private set; } = start;

    public long End => Start + count;

    public void Write(ReadOnlySpan<float> sound)
    {
        if (count + sound.Length > samples.Length)
        {
            Array.Resize(ref samples, Math.Max(samples.Length * 2, count + sound.Length));
        }

        sound.CopyTo(samples.AsSpan(count));
        count += sound.Length;
    }

    /// <summary>A copy of what there is between two positions.</summary>
    public float[] Copy(long from, long to)
    {
        var begin = (int)Math.Clamp(from - Start, 0, count);
        return samples.AsSpan(begin, Math.Max(0, (int)Math.Clamp(to - Start, 0, count) - begin)).ToArray();
    }

    /// <summary>Forgets what lies before a position.</summary>
    public void Trim(long from)
    {
        var gone = (int)Math.Clamp(from - Start, 0, count);
        samples.AsSpan(gone, count - gone).CopyTo(samples);
        count -= gone;
        Start += gone;
    }
}
