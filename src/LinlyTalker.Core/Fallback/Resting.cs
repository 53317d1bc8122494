using System.Collections.Concurrent;

namespace LinlyTalker.Core.Fallback;

/// <summary>
/// Which of several engines failed a short while ago, so that the next in order is asked meanwhile. For several threads.
/// </summary>
/// <remarks>A process that died is started again by the next call; a broken file stays broken.</remarks>
public sealed class Resting<T>(TimeProvider? time = null)
    where T : notnull
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly ConcurrentDictionary<T, long> failures = new();

    public void Fail(T engine) => failures[engine] = time.GetTimestamp();

    public bool Has(T engine) => failures.TryGetValue(engine, out var failed) && time.GetElapsedTime(failed) < Length;
}
