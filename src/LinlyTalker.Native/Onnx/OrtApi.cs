using System.Runtime.InteropServices;

namespace LinlyTalker.Native.Onnx;

/// <summary>
/// The function table of ONNX Runtime, <c>struct OrtApi</c> of onnxruntime_c_api.h: names, order and arguments are the
/// header's own. The table only ever grows at its end, so a place that is right once is right for every later version.
/// Functions whose result is <c>nint</c> return <c>OrtStatus*</c> and go through <see cref="OrtLibrary.Check"/>.
/// </summary>
[StructLayout(LayoutKind.Explicit)]
internal readonly unsafe struct OrtApi
{
    /// <summary>Bytes of one place: ONNX Runtime is built for 64-bit machines only.</summary>
    private const int Place = 8;

    [FieldOffset(1 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, int> GetErrorCode;

    [FieldOffset(2 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, nint> GetErrorMessage;

    [FieldOffset(3 * Place)]
    public readonly delegate* unmanaged[Cdecl]<int, byte*, nint*, nint> CreateEnv;

    [FieldOffset(7 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, void*, nint, nint*, nint> CreateSession;

    [FieldOffset(8 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, void*, nuint, nint, nint*, nint> CreateSessionFromArray;

    [FieldOffset(9 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint> Run;

    [FieldOffset(10 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint*, nint> CreateSessionOptions;

    [FieldOffset(17 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, nint> DisableMemPattern;

    [FieldOffset(19 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, nint> DisableCpuMemArena;

    [FieldOffset(22 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, int, nint> SetSessionLogSeverityLevel;

    [FieldOffset(23 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, int, nint> SetSessionGraphOptimizationLevel;

    [FieldOffset(24 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, int, nint> SetIntraOpNumThreads;

    [FieldOffset(25 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, int, nint> SetInterOpNumThreads;

    [FieldOffset(30 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, nuint*, nint> SessionGetInputCount;

    [FieldOffset(31 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, nuint*, nint> SessionGetOutputCount;

    [FieldOffset(33 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint> SessionGetInputTypeInfo;

    [FieldOffset(34 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint> SessionGetOutputTypeInfo;

    [FieldOffset(36 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, nuint, nint, byte**, nint> SessionGetInputName;

    [FieldOffset(37 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, nuint, nint, byte**, nint> SessionGetOutputName;

    [FieldOffset(39 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint*, nint> CreateRunOptions;

    [FieldOffset(41 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, int, nint> RunOptionsSetRunLogSeverityLevel;

    [FieldOffset(46 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, nint> RunOptionsSetTerminate;

    [FieldOffset(47 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, nint> RunOptionsUnsetTerminate;

    [FieldOffset(49 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, void*, nuint, long*, nuint, int, nint*, nint> CreateTensorWithDataAsOrtValue;

    [FieldOffset(50 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, int*, nint> IsTensor;

    [FieldOffset(51 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, void**, nint> GetTensorMutableData;

    [FieldOffset(55 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, nint*, nint> CastTypeInfoToTensorInfo;

    [FieldOffset(60 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, int*, nint> GetTensorElementType;

    [FieldOffset(61 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, nuint*, nint> GetDimensionsCount;

    [FieldOffset(62 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, long*, nuint, nint> GetDimensions;

    [FieldOffset(63 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, byte**, nuint, nint> GetSymbolicDimensions;

    [FieldOffset(65 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, nint*, nint> GetTensorTypeAndShape;

    [FieldOffset(69 * Place)]
    public readonly delegate* unmanaged[Cdecl]<int, int, nint*, nint> CreateCpuMemoryInfo;

    [FieldOffset(76 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, void*, nint> AllocatorFree;

    [FieldOffset(78 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint*, nint> GetAllocatorWithDefaultOptions;

    [FieldOffset(92 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseEnv;

    [FieldOffset(93 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseStatus;

    [FieldOffset(95 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseSession;

    [FieldOffset(96 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseValue;

    [FieldOffset(97 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseRunOptions;

    [FieldOffset(98 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseTypeInfo;

    [FieldOffset(99 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseTensorTypeAndShapeInfo;

    [FieldOffset(100 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseSessionOptions;

    [FieldOffset(111 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, nint*, nint> SessionGetModelMetadata;

    [FieldOffset(116 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, nint, byte*, byte**, nint> ModelMetadataLookupCustomMetadataMap;

    [FieldOffset(118 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseModelMetadata;

    [FieldOffset(123 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, nint, byte***, long*, nint> ModelMetadataGetCustomMetadataMapKeys;

    [FieldOffset(130 * Place)]
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, nint> AddSessionConfigEntry;
}
