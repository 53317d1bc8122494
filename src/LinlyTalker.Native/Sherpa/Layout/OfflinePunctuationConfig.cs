using System.Runtime.InteropServices;

namespace LinlyTalker.Native.Sherpa.Layout;

/// <summary><c>SherpaOnnxOfflinePunctuationModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflinePunctuationModelConfig
{
    public byte* CtTransformer;
    public int NumThreads;
    public int Debug;
    public byte* Provider;
}

/// <summary><c>SherpaOnnxOfflinePunctuationConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflinePunctuationConfig
{
    public OfflinePunctuationModelConfig Model;
}
