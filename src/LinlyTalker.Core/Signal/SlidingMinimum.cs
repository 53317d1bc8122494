namespace LinlyTalker.Core.Signal;

/// <summary>
/// The least of the last values, in constant time on average: a queue of those that may still become the least,
/// each greater than the one before it.
/// </summary>
internal sealed class SlidingMinimum(int window)
{
    private readonly (long At, double Value)[] candidates = new (long, double)[window];
    private long first; // index of the least, modulo the window
    private long end;
    private long received;

    public double Next(double value)
    {
        while (end > first && candidates[(end - 1) % window].Value >= value)
        {
            end--;
        }

        if (end > first && candidates[first % window].At <= received - window)
        {
            first++;
        }

        candidates[end++ % window] = (received++, value);
        return candidates[first % window].Value;
    }

    public void Clear() => (first, end, received) = (0, 0, 0);
}
