using System.Runtime.InteropServices;

namespace LinlyTalker.Native.Sherpa.Layout;

/// <summary><c>SherpaOnnxOnlineTransducerModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OnlineTransducerModelConfig
{
    public byte* Encoder;
    public byte* Decoder;
    public byte* Joiner;
}

/// <summary><c>SherpaOnnxOnlineParaformerModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OnlineParaformerModelConfig
{
    public byte* Encoder;
    public byte* Decoder;
}

/// <summary><c>SherpaOnnxOnlineZipformer2CtcModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OnlineZipformer2CtcModelConfig
{
    public byte* Model;
}

/// <summary><c>SherpaOnnxOnlineNemoCtcModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OnlineNemoCtcModelConfig
{
    public byte* Model;
}

/// <summary><c>SherpaOnnxOnlineToneCtcModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OnlineToneCtcModelConfig
{
    public byte* Model;
}

/// <summary><c>SherpaOnnxOnlineModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OnlineModelConfig
{
    public OnlineTransducerModelConfig Transducer;
    public OnlineParaformerModelConfig Paraformer;
    public OnlineZipformer2CtcModelConfig Zipformer2Ctc;
    public byte* Tokens;
    public int NumThreads;
    public byte* Provider;
    public int Debug;
    public byte* ModelType;
    public byte* ModelingUnit;
    public byte* BpeVocab;
    public byte* TokensBuf;
    public int TokensBufSize;
    public OnlineNemoCtcModelConfig NemoCtc;
    public OnlineToneCtcModelConfig TOneCtc;
}

/// <summary><c>SherpaOnnxOnlineCtcFstDecoderConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OnlineCtcFstDecoderConfig
{
    public byte* Graph;
    public int MaxActive;
}

/// <summary><c>SherpaOnnxOnlineRecognizerConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OnlineRecognizerConfig
{
    public FeatureConfig FeatConfig;
    public OnlineModelConfig ModelConfig;
    public byte* DecodingMethod;
    public int MaxActivePaths;
    public int EnableEndpoint;
    public float Rule1MinTrailingSilence;
    public float Rule2MinTrailingSilence;
    public float Rule3MinUtteranceLength;
    public byte* HotwordsFile;
    public float HotwordsScore;
    public OnlineCtcFstDecoderConfig CtcFstDecoderConfig;
    public byte* RuleFsts;
    public byte* RuleFars;
    public float BlankPenalty;
    public byte* HotwordsBuf;
    public int HotwordsBufSize;
    public HomophoneReplacerConfig Hr;
}

/// <summary><c>SherpaOnnxOnlineRecognizerResult</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OnlineRecognizerResult
{
    public byte* Text;
    public byte* Tokens;
    public byte** TokensArr;
    public float* Timestamps;
    public int Count;
    public byte* Json;
}
