using System.Runtime.InteropServices;
using LinlyTalker.Native.Sherpa.Layout;

namespace LinlyTalker.Native.Sherpa;

/// <summary>The C interface of recognition and keyword spotting (<c>c-api.h</c>).</summary>
internal static unsafe partial class RecognitionFunctions
{
    private const string Library = SherpaLibrary.Name;

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxCreateOfflineRecognizer(OfflineRecognizerConfig* config);

    /// <summary>Of Whisper it changes the language and the task; the networks stay.</summary>
    [LibraryImport(Library)]
    internal static partial void SherpaOnnxOfflineRecognizerSetConfig(SherpaHandle recogniser, OfflineRecognizerConfig* config);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOfflineRecognizer(nint recogniser);

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxCreateOfflineStream(SherpaHandle recogniser);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOfflineStream(nint stream);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxAcceptWaveformOffline(SherpaHandle stream, int sampleRate, float* samples, int count);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDecodeOfflineStream(SherpaHandle recogniser, SherpaHandle stream);

    [LibraryImport(Library)]
    internal static partial OfflineRecognizerResult* SherpaOnnxGetOfflineStreamResult(SherpaHandle stream);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOfflineRecognizerResult(OfflineRecognizerResult* result);

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxCreateOnlineRecognizer(OnlineRecognizerConfig* config);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOnlineRecognizer(nint recogniser);

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxCreateOnlineStream(SherpaHandle recogniser);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOnlineStream(nint stream);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxOnlineStreamAcceptWaveform(SherpaHandle stream, int sampleRate, float* samples, int count);

    /// <summary>No more sound comes: what waits for more context is decoded.</summary>
    [LibraryImport(Library)]
    internal static partial void SherpaOnnxOnlineStreamInputFinished(SherpaHandle stream);

    [LibraryImport(Library)]
    internal static partial int SherpaOnnxIsOnlineStreamReady(SherpaHandle recogniser, SherpaHandle stream);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDecodeOnlineStream(SherpaHandle recogniser, SherpaHandle stream);

    [LibraryImport(Library)]
    internal static partial OnlineRecognizerResult* SherpaOnnxGetOnlineStreamResult(SherpaHandle recogniser, SherpaHandle stream);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOnlineRecognizerResult(OnlineRecognizerResult* result);

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxCreateKeywordSpotter(KeywordSpotterConfig* config);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyKeywordSpotter(nint spotter);

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxCreateKeywordStream(SherpaHandle spotter);

    [LibraryImport(Library)]
    internal static partial int SherpaOnnxIsKeywordStreamReady(SherpaHandle spotter, SherpaHandle stream);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDecodeKeywordStream(SherpaHandle spotter, SherpaHandle stream);

    /// <summary>After a keyword, or it is found again and again.</summary>
    [LibraryImport(Library)]
    internal static partial void SherpaOnnxResetKeywordStream(SherpaHandle spotter, SherpaHandle stream);

    [LibraryImport(Library)]
    internal static partial KeywordResult* SherpaOnnxGetKeywordResult(SherpaHandle spotter, SherpaHandle stream);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyKeywordResult(KeywordResult* result);
}
