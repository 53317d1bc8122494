using System.Runtime.InteropServices;
using LinlyTalker.Native.Sherpa.Layout;

namespace LinlyTalker.Native.Sherpa;

/// <summary>The C interface of speech synthesis and denoising (<c>c-api.h</c>).</summary>
internal static unsafe partial class SpeechFunctions
{
    private const string Library = SherpaLibrary.Name;

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxCreateOfflineTts(OfflineTtsConfig* config);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOfflineTts(nint speech);

    [LibraryImport(Library)]
    internal static partial int SherpaOnnxOfflineTtsSampleRate(SherpaHandle speech);

    [LibraryImport(Library)]
    internal static partial int SherpaOnnxOfflineTtsNumSpeakers(SherpaHandle speech);

    /// <param name="progress">Called with each piece as it is made: samples, their number, how much is done, and <paramref name="state"/>; 0 stops.</param>
    /// <returns>All of the sound, or null when there is none.</returns>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial GeneratedAudio* SherpaOnnxOfflineTtsGenerateWithConfig(
        SherpaHandle speech,
        string text,
        GenerationConfig* config,
        delegate* unmanaged[Cdecl]<float*, int, float, nint, int> progress,
        nint state);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOfflineTtsGeneratedAudio(GeneratedAudio* audio);

    [LibraryImport(Library)]
    internal static partial nint SherpaOnnxCreateOfflineSpeechDenoiser(OfflineSpeechDenoiserConfig* config);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyOfflineSpeechDenoiser(nint denoiser);

    [LibraryImport(Library)]
    internal static partial DenoisedAudio* SherpaOnnxOfflineSpeechDenoiserRun(
        SherpaHandle denoiser, float* samples, int count, int sampleRate);

    [LibraryImport(Library)]
    internal static partial void SherpaOnnxDestroyDenoisedAudio(DenoisedAudio* audio);
}
