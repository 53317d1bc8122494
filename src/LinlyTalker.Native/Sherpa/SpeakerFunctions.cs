using System.Runtime.InteropServices;
using LinlyTalker.Native.Sherpa.Layout;

namespace LinlyTalker.Native.Sherpa;

/// <summary>The C interface of speakers and of punctuation (<c>c-api.h</c>).</summary>
internal static unsafe partial class SpeakerFunctions
{
    private const string Library = SherpaLibrary.Name;

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxCreateSpeakerEmbeddingExtractor(SpeakerEmbeddingExtractorConfig* config);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroySpeakerEmbeddingExtractor(nint extractor);

    [LibraryImport(Library)]
    internal static partial int SherpaOnnxSpeakerEmbeddingExtractorDim(SherpaHandle extractor);

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxSpeakerEmbeddingExtractorCreateStream(SherpaHandle extractor);

    [LibraryImport(Library)]
    internal static partial int SherpaOnnxSpeakerEmbeddingExtractorIsReady(SherpaHandle extractor, SherpaHandle stream);

    [LibraryImport(Library)]
    internal static partial float* SherpaOnnxSpeakerEmbeddingExtractorComputeEmbedding(SherpaHandle extractor, SherpaHandle stream);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxSpeakerEmbeddingExtractorDestroyEmbedding(float* embedding);

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxCreateOfflineSpeakerDiarization(OfflineSpeakerDiarizationConfig* config);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOfflineSpeakerDiarization(nint diariser);

    [LibraryImport(Library)]
    internal static partial int SherpaOnnxOfflineSpeakerDiarizationGetSampleRate(SherpaHandle diariser);

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxOfflineSpeakerDiarizationProcess(SherpaHandle diariser, float* samples, int count);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxOfflineSpeakerDiarizationDestroyResult(nint result);

    [LibraryImport(Library)]
    internal static partial int SherpaOnnxOfflineSpeakerDiarizationResultGetNumSegments(SherpaHandle result);

    [LibraryImport(Library)]
    internal static partial OfflineSpeakerDiarizationSegment* SherpaOnnxOfflineSpeakerDiarizationResultSortByStartTime(SherpaHandle result);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxOfflineSpeakerDiarizationDestroySegment(OfflineSpeakerDiarizationSegment* segments);

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxCreateOfflinePunctuation(OfflinePunctuationConfig* config);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOfflinePunctuation(nint punctuation);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial byte* SherpaOfflinePunctuationAddPunct(SherpaHandle punctuation, string text);

    [LibraryImport(Library)]
    internal static partial void SherpaOfflinePunctuationFreeText(byte* text);
}
