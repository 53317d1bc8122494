using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Native.Sherpa;

/// <summary>
/// sherpa-onnx as one version lays out its structs: they change between patch releases, and the library reads what
/// it is given without a check. It ends its process on many bad models, so it is loaded in the worker only.
/// </summary>
public static unsafe partial class SherpaLibrary
{
    public const string Version = "1.13.8";

    internal const string Name = "sherpa-onnx";

    /// <exception cref="NativeException">Another version is installed.</exception>
    /// <exception cref="NativeLibraryMissingException">None is.</exception>
    public static void RequireVersion()
    {
        var found = Marshal.PtrToStringUTF8((nint)SherpaOnnxGetVersionStr());
        if (found != Version)
        {
            throw new NativeException(
                $"sherpa-onnx {found} is installed and {Version} is needed, whose structs this program knows; "
                + "install it with: npm ci --ignore-scripts --prefix native/npm");
        }
    }

    [LibraryImport(Name)]
    private static partial byte* SherpaOnnxGetVersionStr();
}
