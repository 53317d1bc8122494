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
