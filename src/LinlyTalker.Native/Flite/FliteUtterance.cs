using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Native.Flite;

/// <summary>A <c>cst_utterance</c>: one text and all that flite made of it.</summary>
internal sealed class FliteUtterance : SafeHandle
{
    private static int live;

    public FliteUtterance()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>How many are not freed.</summary>
    internal static int LiveCount => live;

    /// <summary>Stretches all durations, after the utterance has got its voice: 2 is half as fast.</summary>
    internal unsafe void Stretch(float factor)
    {
        // The features are the struct's first field. Flite keeps the pointer to the name; a literal never moves.
        fixed (byte* name = "duration_stretch"u8)
        {
            FliteFunctions.flite_feat_set_float(*(nint*)handle, name, factor);
        }
    }

    public static FliteUtterance Create()
    {
        var utterance = FliteFunctions.new_utterance();
        if (utterance.IsInvalid)
        {
            throw new NativeException("flite gave no utterance (new_utterance); memory may be short.");
        }

        Interlocked.Increment(ref live);
        return utterance;
    }

    protected override bool ReleaseHandle()
    {
        FliteFunctions.delete_utterance(handle);
        Interlocked.Decrement(ref live);
        return true;
    }
}
