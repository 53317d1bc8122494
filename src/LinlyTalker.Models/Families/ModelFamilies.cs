namespace LinlyTalker.Models.Families;

/// <summary>
/// Tells what lies in a folder by the names of its files and by what its networks say of themselves. The families, the
/// roles of their files and the metadata are those of the projects that publish them: k2-fsa's sherpa-onnx, Piper,
/// Pipecat's Smart Turn, Silero, CMU Sphinx, and llama.cpp's GGUF.
/// </summary>
public static class ModelFamilies
{
    /// <summary>In the order in which they are asked: those whose marks are surest first.</summary>
    private static readonly IReadOnlyList<Func<ModelSurvey, FamilyMatch?>> Detectors =
    [
        ChatFamily.Gguf,
        RecogniserFamilies.Whisper,
        RecogniserFamilies.SenseVoice,
        RecogniserFamilies.FireRed,
        RecogniserFamilies.Moonshine,
        RecogniserFamilies.Transducer,
        RecogniserFamilies.Paraformer,
        RecogniserFamilies.Ctc,
        RecogniserFamilies.PocketSphinx,
        PiperFamily.Detect,
        VoiceFamilies.Kokoro,
        VoiceFamilies.Matcha,
        VoiceFamilies.Vits,
        VoiceFamilies.Pocket,
        VoiceFamilies.ZipVoice,
        ListeningFamilies.SmartTurn,
        ListeningFamilies.Silero,
        ListeningFamilies.Denoiser,
        ListeningFamilies.Pyannote,
        ListeningFamilies.SpeakerEmbedding,
        ListeningFamilies.Punctuation,
    ];

    /// <param name="folder">Absolute.</param>
    /// <returns>Null where no family fits.</returns>
    public static FamilyMatch? Detect(string folder) => Detect(new ModelSurvey(folder, [.. ModelSurvey.FilesOf(folder)]));

    /// <returns>Null where no family fits; then <see cref="ModelSurvey.NearMiss"/> may say what was almost one.</returns>
    public static FamilyMatch? Detect(ModelSurvey survey)
    {
        foreach (var detect in Detectors)
        {
            if (detect(survey) is { } match)
            {
                return match;
            }
        }

        return null;
    }
}
