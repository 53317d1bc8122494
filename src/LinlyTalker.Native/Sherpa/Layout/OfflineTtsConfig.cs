using System.Runtime.InteropServices;

namespace LinlyTalker.Native.Sherpa.Layout;

/// <summary><c>SherpaOnnxOfflineTtsModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineTtsModelConfig
{
    public OfflineTtsVitsModelConfig Vits;
    public int NumThreads;
    public int Debug;
    public byte* Provider;
    public OfflineTtsMatchaModelConfig Matcha;
    public OfflineTtsKokoroModelConfig Kokoro;
    public OfflineTtsKittenModelConfig Kitten;
    public OfflineTtsZipvoiceModelConfig Zipvoice;
    public OfflineTtsPocketModelConfig Pocket;
    public OfflineTtsSupertonicModelConfig Supertonic;
}

/// <summary><c>SherpaOnnxOfflineTtsConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineTtsConfig
{
    public OfflineTtsModelConfig Model;
    public byte* RuleFsts;
    public int MaxNumSentences;
    public byte* RuleFars;
    public float SilenceScale;
}

/// <summary><c>SherpaOnnxGenerationConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GenerationConfig
{
    public float SilenceScale;
    public float Speed;
    public int Sid;
    public float* ReferenceAudio;
    public int ReferenceAudioLen;
    public int ReferenceSampleRate;
    public byte* ReferenceText;
    public int NumSteps;
    public byte* Extra;
}

/// <summary><c>SherpaOnnxGeneratedAudio</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GeneratedAudio
{
    public float* Samples;
    public int N;
    public int SampleRate;
}
