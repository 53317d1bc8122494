using System.Runtime.InteropServices;

namespace LinlyTalker.Native.Sherpa.Layout;

/// <summary><c>SherpaOnnxFeatureConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FeatureConfig
{
    public int SampleRate;
    public int FeatureDim;
}

/// <summary><c>SherpaOnnxHomophoneReplacerConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct HomophoneReplacerConfig
{
    public byte* DictDir;
    public byte* Lexicon;
    public byte* RuleFsts;
}

/// <summary><c>SherpaOnnxOfflineLMConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineLMConfig
{
    public byte* Model;
    public float Scale;
}

/// <summary><c>SherpaOnnxOfflineModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineModelConfig
{
    public OfflineTransducerModelConfig Transducer;
    public OfflineParaformerModelConfig Paraformer;
    public OfflineNemoEncDecCtcModelConfig NemoCtc;
    public OfflineWhisperModelConfig Whisper;
    public OfflineTdnnModelConfig Tdnn;
    public byte* Tokens;
    public int NumThreads;
    public int Debug;
    public byte* Provider;
    public byte* ModelType;
    public byte* ModelingUnit;
    public byte* BpeVocab;
    public byte* TelespeechCtc;
    public OfflineSenseVoiceModelConfig SenseVoice;
    public OfflineMoonshineModelConfig Moonshine;
    public OfflineFireRedAsrModelConfig FireRedAsr;
    public OfflineDolphinModelConfig Dolphin;
    public OfflineZipformerCtcModelConfig ZipformerCtc;
    public OfflineCanaryModelConfig Canary;
    public OfflineWenetCtcModelConfig WenetCtc;
    public OfflineOmnilingualAsrCtcModelConfig Omnilingual;
    public OfflineMedAsrCtcModelConfig Medasr;
    public OfflineFunASRNanoModelConfig FunasrNano;
    public OfflineFireRedAsrCtcModelConfig FireRedAsrCtc;
    public OfflineQwen3ASRModelConfig Qwen3Asr;
    public OfflineCohereTranscribeModelConfig CohereTranscribe;
}

/// <summary><c>SherpaOnnxOfflineRecognizerConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineRecognizerConfig
{
    public FeatureConfig FeatConfig;
    public OfflineModelConfig ModelConfig;
    public OfflineLMConfig LmConfig;
    public byte* DecodingMethod;
    public int MaxActivePaths;
    public byte* HotwordsFile;
    public float HotwordsScore;
    public byte* RuleFsts;
    public byte* RuleFars;
    public float BlankPenalty;
    public HomophoneReplacerConfig Hr;
}

/// <summary><c>SherpaOnnxOfflineRecognizerResult</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineRecognizerResult
{
    public byte* Text;
    public float* Timestamps;
    public int Count;
    public byte* Tokens;
    public byte** TokensArr;
    public byte* Json;
    public byte* Lang;
    public byte* Emotion;
    public byte* Event;
    public float* Durations;
    public float* YsLogProbs;
    public float* SegmentTimestamps;
    public float* SegmentDurations;
    public byte* SegmentTexts;
    public byte** SegmentTextsArr;
    public int SegmentCount;
}
