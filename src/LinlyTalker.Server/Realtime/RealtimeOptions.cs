namespace LinlyTalker.Server.Realtime;

/// <summary>What one live session may take.</summary>
public sealed record RealtimeOptions
{
    /// <summary>A longer message ends the session (1009).</summary>
    public int LongestMessage { get; init; } = 4 << 20;

    /// <summary>Of an item or a question, in characters.</summary>
    public int LongestText { get; init; } = 32_000;

    /// <summary>What may wait for a client that does not read; then it is given up.</summary>
    public int MostBytesWaiting { get; init; } = 8 << 20;

    /// <summary>A message that cannot be delivered for so long ends the session.</summary>
    public TimeSpan SendPatience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Between pings; a client that answers none for as long again is gone.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A session ends after this.</summary>
    public TimeSpan LongestSession { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Lines of a session that a client can name; the oldest are forgotten.</summary>
    public int RememberedItems { get; init; } = 400;
}
