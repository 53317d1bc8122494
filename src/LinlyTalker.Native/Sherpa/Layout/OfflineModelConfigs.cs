using System.Runtime.InteropServices;

namespace LinlyTalker.Native.Sherpa.Layout;

/// <summary><c>SherpaOnnxOfflineTransducerModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineTransducerModelConfig
{
    public byte* Encoder;
    public byte* Decoder;
    public byte* Joiner;
}

/// <summary><c>SherpaOnnxOfflineParaformerModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineParaformerModelConfig
{
    public byte* Model;
}

/// <summary><c>SherpaOnnxOfflineNemoEncDecCtcModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineNemoEncDecCtcModelConfig
{
    public byte* Model;
}

/// <summary><c>SherpaOnnxOfflineWhisperModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineWhisperModelConfig
{
    public byte* Encoder;
    public byte* Decoder;
    public byte* Language;
    public byte* Task;
    public int TailPaddings;
    public int EnableTokenTimestamps;
    public int EnableSegmentTimestamps;
}

/// <summary><c>SherpaOnnxOfflineCanaryModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineCanaryModelConfig
{
    public byte* Encoder;
    public byte* Decoder;
    public byte* SrcLang;
    public byte* TgtLang;
    public int UsePnc;
}

/// <summary><c>SherpaOnnxOfflineCohereTranscribeModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineCohereTranscribeModelConfig
{
    public byte* Encoder;
    public byte* Decoder;
    public byte* Language;
    public int UsePunct;
    public int UseItn;
}

/// <summary><c>SherpaOnnxOfflineFireRedAsrModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineFireRedAsrModelConfig
{
    public byte* Encoder;
    public byte* Decoder;
}

/// <summary><c>SherpaOnnxOfflineFireRedAsrCtcModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineFireRedAsrCtcModelConfig
{
    public byte* Model;
}

/// <summary><c>SherpaOnnxOfflineMoonshineModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineMoonshineModelConfig
{
    public byte* Preprocessor;
    public byte* Encoder;
    public byte* UncachedDecoder;
    public byte* CachedDecoder;
    public byte* MergedDecoder;
}

/// <summary><c>SherpaOnnxOfflineTdnnModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineTdnnModelConfig
{
    public byte* Model;
}

/// <summary><c>SherpaOnnxOfflineSenseVoiceModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineSenseVoiceModelConfig
{
    public byte* Model;
    public byte* Language;
    public int UseItn;
}

/// <summary><c>SherpaOnnxOfflineDolphinModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineDolphinModelConfig
{
    public byte* Model;
}

/// <summary><c>SherpaOnnxOfflineZipformerCtcModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineZipformerCtcModelConfig
{
    public byte* Model;
}

/// <summary><c>SherpaOnnxOfflineWenetCtcModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineWenetCtcModelConfig
{
    public byte* Model;
}

/// <summary><c>SherpaOnnxOfflineOmnilingualAsrCtcModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineOmnilingualAsrCtcModelConfig
{
    public byte* Model;
}

/// <summary><c>SherpaOnnxOfflineFunASRNanoModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineFunASRNanoModelConfig
{
    public byte* EncoderAdaptor;
    public byte* Llm;
    public byte* Embedding;
    public byte* Tokenizer;
    public byte* SystemPrompt;
    public byte* UserPrompt;
    public int MaxNewTokens;
    public float Temperature;
    public float TopP;
    public int Seed;
    public byte* Language;
    public int Itn;
    public byte* Hotwords;
}

/// <summary><c>SherpaOnnxOfflineQwen3ASRModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineQwen3ASRModelConfig
{
    public byte* ConvFrontend;
    public byte* Encoder;
    public byte* Decoder;
    public byte* Tokenizer;
    public int MaxTotalLen;
    public int MaxNewTokens;
    public float Temperature;
    public float TopP;
    public int Seed;
    public byte* Hotwords;
}

/// <summary><c>SherpaOnnxOfflineMedAsrCtcModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineMedAsrCtcModelConfig
{
    public byte* Model;
}
