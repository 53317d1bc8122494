using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Loading;

namespace LinlyTalker.Native.Onnx;

/// <summary>Opens ONNX Runtime once and turns its statuses into sentences.</summary>
public static unsafe class OrtLibrary
{
    /// <summary>Old enough that every library of the last year answers, new enough for all that is used here.</summary>
    private const uint ApiVersion = 24;

    private const int DeviceAllocator = 0;

    private static OrtApi* api;
    private static nint cpuMemory;

    /// <summary>The library's own version, such as 1.28.2.</summary>
    public static string Version => Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint>)ApiBase()[1])()) ?? "unknown";

    /// <exception cref="NativeLibraryMissingException">The library is not on this machine.</exception>
    internal static OrtApi* Api => api is not null ? api : api = Open();

    /// <summary>Says to the runtime that memory is the machine's own; made once, never released.</summary>
    internal static nint CpuMemory
    {
        get
        {
            if (cpuMemory == 0)
            {
                nint info;
                Check(Api->CreateCpuMemoryInfo(DeviceAllocator, 0, &info), "describe memory");
                cpuMemory = info;
            }

            return cpuMemory;
        }
    }

    /// <param name="status">Null is success; anything else is read and released.</param>
    /// <param name="doing">What was asked for, as in "could not …".</param>
    /// <exception cref="OrtException">The status is not null.</exception>
    internal static void Check(nint status, string doing)
    {
        if (status == 0)
        {
            return;
        }

        var code = (OrtErrorCode)Api->GetErrorCode(status);
        var words = Marshal.PtrToStringUTF8(Api->GetErrorMessage(status));
        Api->ReleaseStatus(status);
        throw new OrtException(code, $"ONNX Runtime could not {doing}: {words}");
    }

    private static OrtApi* Open()
    {
        var table = ((delegate* unmanaged[Cdecl]<uint, OrtApi*>)ApiBase()[0])(ApiVersion);
        return table is not null
            ? table
            : throw new NativeException($"ONNX Runtime {Version} is too old; version 1.{ApiVersion} or newer is needed.");
    }

    /// <summary><c>OrtApiBase</c>: the getter of the table, then the getter of the version.</summary>
    private static void** ApiBase() =>
        ((delegate* unmanaged[Cdecl]<void**>)NativeLibrary.GetExport(NativeLibraries.Load("onnxruntime"), "OrtGetApiBase"))();
}
