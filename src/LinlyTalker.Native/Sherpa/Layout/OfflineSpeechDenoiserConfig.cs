using System.Runtime.InteropServices;

namespace LinlyTalker.Native.Sherpa.Layout;

/// <summary><c>SherpaOnnxOfflineSpeechDenoiserGtcrnModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineSpeechDenoiserGtcrnModelConfig
{
    public byte* Model;
}

/// <summary><c>SherpaOnnxOfflineSpeechDenoiserDpdfNetModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineSpeechDenoiserDpdfNetModelConfig
{
    public byte* Model;
    public float AttenuationLimitDb;
}

/// <summary><c>SherpaOnnxOfflineSpeechDenoiserModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineSpeechDenoiserModelConfig
{
    public OfflineSpeechDenoiserGtcrnModelConfig Gtcrn;
    public int NumThreads;
    public int Debug;
    public byte* Provider;
    public OfflineSpeechDenoiserDpdfNetModelConfig Dpdfnet;
}

/// <summary><c>SherpaOnnxOfflineSpeechDenoiserConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineSpeechDenoiserConfig
{
    public OfflineSpeechDenoiserModelConfig Model;
}

/// <summary><c>SherpaOnnxDenoisedAudio</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DenoisedAudio
{
    public float* Samples;
    public int N;
    public int SampleRate;
}
