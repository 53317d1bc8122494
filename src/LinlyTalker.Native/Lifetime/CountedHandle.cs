using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace LinlyTalker.Native.Lifetime;

/// <summary>A handle that is counted while it lives, so that a test can assert that nothing leaked.</summary>
public abstract class CountedHandle : SafeHandle
{
    private static readonly ConcurrentDictionary<Type, int> Counts = new();

    protected CountedHandle(nint value)
        : base(0, ownsHandle: true)
    {
        SetHandle(value);
        if (value != 0)
        {
            Counts.AddOrUpdate(GetType(), 1, static (_, count) => count + 1);
        }
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>How many handles of one kind live in this process.</summary>
    public static int LiveCount<THandle>()
        where THandle : CountedHandle => Counts.GetValueOrDefault(typeof(THandle));

    /// <summary>How many handles of all kinds live in this process.</summary>
    public static int LiveCount() => Counts.Values.Sum();

    /// <summary>Gives the native object back.</summary>
    protected abstract void Release(nint value);

    protected sealed override bool ReleaseHandle()
    {
        Release(handle);
        Counts.AddOrUpdate(GetType(), 0, static (_, count) => count - 1);
        return true;
    }
}
