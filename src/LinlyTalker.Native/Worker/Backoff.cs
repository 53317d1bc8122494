namespace LinlyTalker.Native.Worker;

internal static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    /// <summary>
    /// How long to wait before a worker is started again after so many deaths without a success between: not at all
    /// after the first, which one bad request may have caused; then a quarter of a second, doubling up to 8 s.
    /// </summary>
    public static TimeSpan After(int deaths) => deaths < 2
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(0.25 * Math.Pow(2, deaths - 2), Longest.TotalSeconds));
}
