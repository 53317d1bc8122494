using System.Runtime.InteropServices;

namespace LinlyTalker.Native.Sherpa.Layout;

/// <summary><c>SherpaOnnxOfflineTtsVitsModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineTtsVitsModelConfig
{
    public byte* Model;
    public byte* Lexicon;
    public byte* Tokens;
    public byte* DataDir;
    public float NoiseScale;
    public float NoiseScaleW;
    public float LengthScale;
    public byte* DictDir;
}

/// <summary><c>SherpaOnnxOfflineTtsMatchaModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineTtsMatchaModelConfig
{
    public byte* AcousticModel;
    public byte* Vocoder;
    public byte* Lexicon;
    public byte* Tokens;
    public byte* DataDir;
    public float NoiseScale;
    public float LengthScale;
    public byte* DictDir;
}

/// <summary><c>SherpaOnnxOfflineTtsKokoroModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineTtsKokoroModelConfig
{
    public byte* Model;
    public byte* Voices;
    public byte* Tokens;
    public byte* DataDir;
    public float LengthScale;
    public byte* DictDir;
    public byte* Lexicon;
    public byte* Lang;
}

/// <summary><c>SherpaOnnxOfflineTtsKittenModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineTtsKittenModelConfig
{
    public byte* Model;
    public byte* Voices;
    public byte* Tokens;
    public byte* DataDir;
    public float LengthScale;
}

/// <summary><c>SherpaOnnxOfflineTtsZipvoiceModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineTtsZipvoiceModelConfig
{
    public byte* Tokens;
    public byte* Encoder;
    public byte* Decoder;
    public byte* Vocoder;
    public byte* DataDir;
    public byte* Lexicon;
    public float FeatScale;
    public float TShift;
    public float TargetRms;
    public float GuidanceScale;
}

/// <summary><c>SherpaOnnxOfflineTtsPocketModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineTtsPocketModelConfig
{
    public byte* LmFlow;
    public byte* LmMain;
    public byte* Encoder;
    public byte* Decoder;
    public byte* TextConditioner;
    public byte* VocabJson;
    public byte* TokenScoresJson;
    public int VoiceEmbeddingCacheCapacity;
}

/// <summary><c>SherpaOnnxOfflineTtsSupertonicModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineTtsSupertonicModelConfig
{
    public byte* DurationPredictor;
    public byte* TextEncoder;
    public byte* VectorEstimator;
    public byte* Vocoder;
    public byte* TtsJson;
    public byte* UnicodeIndexer;
    public byte* VoiceStyle;
}
