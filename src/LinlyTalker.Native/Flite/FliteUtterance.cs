using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Lifetime;

namespace LinlyTalker.Native.Flite;

/// <summary>A <c>cst_utterance</c>: one text and all that flite made of it.</summary>
public sealed class FliteUtterance : CountedHandle
{
    private FliteUtterance(nint value)
        : base(value)
    {
    }

    internal static FliteUtterance Create()
    {
        var utterance = FliteFunctions.new_utterance();
        return utterance != 0
            ? new FliteUtterance(utterance)
            : throw new NativeException("flite gave no utterance (new_utterance); memory may be short.");
    }

    /// <summary>Stretches all durations, after the utterance has got its voice: 2 is half as fast.</summary>
    internal unsafe void Stretch(float factor)
    {
        // The features are the struct's first field. Flite keeps the pointer to the name; a literal never moves.
        fixed (byte* name = "duration_stretch"u8)
        {
            FliteFunctions.flite_feat_set_float(*(nint*)handle, name, factor);
        }
    }

    protected override void Release(nint value) => FliteFunctions.delete_utterance(value);
}
