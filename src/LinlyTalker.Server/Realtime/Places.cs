namespace LinlyTalker.Server.Realtime;

/// <summary>So many at once.</summary>
internal sealed class Places(int count)
{
    private int taken;

    /// <returns>Given back when it is disposed; null when all are taken.</returns>
    public IDisposable? Take()
    {
        if (Interlocked.Increment(ref taken) <= count)
        {
            return new Place(this);
        }

        Interlocked.Decrement(ref taken);
        return null;
    }

    private sealed class Place(Places places) : IDisposable
    {
        private bool given;

        public void Dispose()
        {
            if (!given)
            {
                given = true;
                Interlocked.Decrement(ref places.taken);
            }
        }
    }
}
