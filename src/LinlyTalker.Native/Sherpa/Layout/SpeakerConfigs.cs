using System.Runtime.InteropServices;

namespace LinlyTalker.Native.Sherpa.Layout;

/// <summary><c>SherpaOnnxSpeakerEmbeddingExtractorConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SpeakerEmbeddingExtractorConfig
{
    public byte* Model;
    public int NumThreads;
    public int Debug;
    public byte* Provider;
}

/// <summary><c>SherpaOnnxOfflineSpeakerSegmentationPyannoteModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineSpeakerSegmentationPyannoteModelConfig
{
    public byte* Model;
    public float WindowShiftRatio;
}

/// <summary><c>SherpaOnnxOfflineSpeakerSegmentationModelConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineSpeakerSegmentationModelConfig
{
    public OfflineSpeakerSegmentationPyannoteModelConfig Pyannote;
    public int NumThreads;
    public int Debug;
    public byte* Provider;
}

/// <summary><c>SherpaOnnxFastClusteringConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FastClusteringConfig
{
    public int NumClusters;
    public float Threshold;
    public int ComputeConfidence;
}

/// <summary><c>SherpaOnnxOfflineSpeakerDiarizationConfig</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineSpeakerDiarizationConfig
{
    public OfflineSpeakerSegmentationModelConfig Segmentation;
    public SpeakerEmbeddingExtractorConfig Embedding;
    public FastClusteringConfig Clustering;
    public float MinDurationOn;
    public float MinDurationOff;
}

/// <summary><c>SherpaOnnxOfflineSpeakerDiarizationSegment</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OfflineSpeakerDiarizationSegment
{
    public float Start;
    public float End;
    public int Speaker;
    public float Confidence;
}
