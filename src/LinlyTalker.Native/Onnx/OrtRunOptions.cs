using LinlyTalker.Native.Lifetime;
using static LinlyTalker.Native.Onnx.OrtLibrary;

namespace LinlyTalker.Native.Onnx;

/// <summary>Switches of one call to Run; <see cref="Terminate"/> stops the call from another thread.</summary>
public sealed unsafe class OrtRunOptions : CountedHandle
{
    private OrtRunOptions(nint value)
        : base(value)
    {
    }

    public static OrtRunOptions Create()
    {
        nint value;
        Check(Api->CreateRunOptions(&value), "make run options");
        return new OrtRunOptions(value);
    }

    /// <summary>A run that uses these options ends with an error soon; stays set until <see cref="Reset"/>.</summary>
    public void Terminate() => Check(Api->RunOptionsSetTerminate(handle), "stop a run");

    public void Reset() => Check(Api->RunOptionsUnsetTerminate(handle), "reset run options");

    protected override void Release(nint value) => Api->ReleaseRunOptions(value);
}
