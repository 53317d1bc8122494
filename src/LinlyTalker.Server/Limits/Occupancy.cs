namespace LinlyTalker.Server.Limits;

/// <summary>Counts what runs at once: of each key, and of all. Thread-safe.</summary>
internal sealed class Occupancy(int most, int mostPerKey)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> perKey = [];
    private int all;

    /// <param name="key">Null: only the whole is counted.</param>
    /// <returns>Null when there is no room; dispose it to make room again.</returns>
    public IDisposable? Enter(string? key)
    {
        lock (gate)
        {
            var own = key is null ? 0 : perKey.GetValueOrDefault(key);
            if (all >= most || own >= mostPerKey)
            {
                return null;
            }

            all++;
            if (key is not null)
            {
                perKey[key] = own + 1;
            }

            return new Place(this, key);
        }
    }

    private void Leave(string? key)
    {
        lock (gate)
        {
            all--;
            if (key is not null && --perKey[key] == 0)
            {
                perKey.Remove(key);
            }
        }
    }

    private sealed class Place(Occupancy from, string? key) : IDisposable
    {
        private bool left;

        public void Dispose()
        {
            if (!left)
            {
                left = true;
                from.Leave(key);
            }
        }
    }
}
