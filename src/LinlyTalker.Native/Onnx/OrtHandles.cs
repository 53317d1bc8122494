using LinlyTalker.Native.Lifetime;
using static LinlyTalker.Native.Onnx.OrtLibrary;

namespace LinlyTalker.Native.Onnx;

/// <summary>The environment; ONNX Runtime has one for the whole process, and it lives as long as the process.</summary>
internal sealed unsafe class OrtEnvironment : CountedHandle
{
    private const int LogErrors = 3;

    private static readonly Lock Gate = new();
    private static OrtEnvironment? shared;

    private OrtEnvironment(nint value)
        : base(value)
    {
    }

    /// <exception cref="Core.Errors.NativeLibraryMissingException">The library is not on this machine.</exception>
    public static OrtEnvironment Shared
    {
        get
        {
            lock (Gate)
            {
                return shared ??= Create();
            }
        }
    }

    protected override void Release(nint value) => Api->ReleaseEnv(value);

    private static OrtEnvironment Create()
    {
        nint value;
        fixed (byte* name = "linly"u8)
        {
            Check(Api->CreateEnv(LogErrors, name, &value), "start");
        }

        return new OrtEnvironment(value);
    }
}

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
