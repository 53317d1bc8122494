using System.Runtime.InteropServices;

namespace LinlyTalker.Native.Sherpa.Layout;

/// <summary><c>SherpaOnnxKeywordSpotterConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct KeywordSpotterConfig
{
    public FeatureConfig FeatConfig;
    public OnlineModelConfig ModelConfig;
    public int MaxActivePaths;
    public int NumTrailingBlanks;
    public float KeywordsScore;
    public float KeywordsThreshold;
    public byte* KeywordsFile;
    public byte* KeywordsBuf;
    public int KeywordsBufSize;
}

/// <summary><c>SherpaOnnxKeywordResult</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct KeywordResult
{
    public byte* Keyword;
    public byte* Tokens;
    public byte** TokensArr;
    public int Count;
    public float* Timestamps;
    public float StartTime;
    public byte* Json;
}
