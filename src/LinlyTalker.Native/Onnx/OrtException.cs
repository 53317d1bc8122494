using LinlyTalker.Core.Errors;

namespace LinlyTalker.Native.Onnx;

/// <summary>ONNX Runtime refused something.</summary>
/// <param name="code">Why, as the library counts it.</param>
public sealed class OrtException(OrtErrorCode code, string message) : NativeException(message)
{
    public OrtErrorCode Code { get; } = code;
}

/// <summary><c>OrtErrorCode</c> of onnxruntime_c_api.h.</summary>
public enum OrtErrorCode
{
    Ok = 0,
    Fail = 1,
    InvalidArgument = 2,
    NoSuchFile = 3,
    NoModel = 4,
    EngineError = 5,
    RuntimeException = 6,
    InvalidProtobuf = 7,
    ModelLoaded = 8,
    NotImplemented = 9,
    InvalidGraph = 10,
    ExecutionProviderFail = 11,
}
