using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Sherpa.Layout;

namespace LinlyTalker.Native.Sherpa;

/// <summary>A config as bytes, with the texts that its pointers shall point at: how the layout is checked.</summary>
/// <param name="Struct">Name of the struct.</param>
/// <param name="Texts">By the offset of the pointer.</param>
public sealed unsafe record MarkedConfig(string Struct, byte[] Bytes, IReadOnlyDictionary<int, string> Texts)
{
    /// <summary>Gives it to the library, which prints what it read to standard error, and refuses it.</summary>
    public void Create()
    {
        using var strings = new NativeStrings();
        fixed (byte* bytes = Bytes)
        {
            foreach (var (offset, text) in Texts)
            {
                *(byte**)(bytes + offset) = strings.Add(text);
            }

            Create(bytes);
        }
    }

    private void Create(byte* config)
    {
        switch (Struct)
        {
            case nameof(OfflineRecognizerConfig):
                Destroy(RecognitionFunctions.SherpaOnnxCreateOfflineRecognizer((OfflineRecognizerConfig*)config), RecognitionFunctions.SherpaOnnxDestroyOfflineRecognizer);
                break;
            case nameof(OnlineRecognizerConfig):
                Destroy(RecognitionFunctions.SherpaOnnxCreateOnlineRecognizer((OnlineRecognizerConfig*)config), RecognitionFunctions.SherpaOnnxDestroyOnlineRecognizer);
                break;
            case nameof(KeywordSpotterConfig):
                Destroy(RecognitionFunctions.SherpaOnnxCreateKeywordSpotter((KeywordSpotterConfig*)config), RecognitionFunctions.SherpaOnnxDestroyKeywordSpotter);
                break;
            case nameof(OfflineTtsConfig):
                Destroy(SpeechFunctions.SherpaOnnxCreateOfflineTts((OfflineTtsConfig*)config), SpeechFunctions.SherpaOnnxDestroyOfflineTts);
                break;
            case nameof(OfflineSpeechDenoiserConfig):
                Destroy(SpeechFunctions.SherpaOnnxCreateOfflineSpeechDenoiser((OfflineSpeechDenoiserConfig*)config), SpeechFunctions.SherpaOnnxDestroyOfflineSpeechDenoiser);
                break;
            case nameof(SpeakerEmbeddingExtractorConfig):
                Destroy(SpeakerFunctions.SherpaOnnxCreateSpeakerEmbeddingExtractor((SpeakerEmbeddingExtractorConfig*)config), SpeakerFunctions.SherpaOnnxDestroySpeakerEmbeddingExtractor);
                break;
            case nameof(OfflineSpeakerDiarizationConfig):
                Destroy(SpeakerFunctions.SherpaOnnxCreateOfflineSpeakerDiarization((OfflineSpeakerDiarizationConfig*)config), SpeakerFunctions.SherpaOnnxDestroyOfflineSpeakerDiarization);
                break;
            case nameof(OfflinePunctuationConfig):
                Destroy(SpeakerFunctions.SherpaOnnxCreateOfflinePunctuation((OfflinePunctuationConfig*)config), SpeakerFunctions.SherpaOnnxDestroyOfflinePunctuation);
                break;
            default:
                throw new InputException($"No function of sherpa-onnx takes a {Struct} here.");
        }
    }

    private static void Destroy(nint value, Action<nint> destroy)
    {
        if (value != 0)
        {
            destroy(value);
        }
    }
}
