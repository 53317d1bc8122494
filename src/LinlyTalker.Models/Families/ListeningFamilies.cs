using System.Globalization;

namespace LinlyTalker.Models.Families;

/// <summary>Networks that listen without recognising words, each of one file.</summary>
internal static class ListeningFamilies
{
    public static FamilyMatch? SmartTurn(ModelSurvey survey) =>
        survey.Networks.FirstOrDefault(path => survey.Head(path) is { } head
            && head.Inputs is [{ Name: "input_features", Shape: [_, { Size: 80 }, { Size: 800 }] }] && head.Outputs is [{ Name: "logits" }]) is { } model
            ? new RoleList().Add("model", model).As("turn-detector", "smart-turn") with { SampleRate = 16_000, Features = "whisper-80" }
            : null;

    public static FamilyMatch? Silero(ModelSurvey survey) =>
        survey.Networks.FirstOrDefault(path => survey.Head(path) is { } head && head.HasInputs("input", "state") && head.HasOutputs("output", "stateN")) is { } model
            ? new RoleList().Add("model", model).As("voice-activity", "silero") with { SampleRate = 16_000 }
            : null;

    public static FamilyMatch? Denoiser(ModelSurvey survey) =>
        survey.Networks.FirstOrDefault(path => survey.Metadata(path, "model_type") is "gtcrn" or "dpdfnet") is { } model
            ? new RoleList().Add("model", model).As("denoiser", survey.Metadata(model, "model_type")) with { SampleRate = Rate(survey, model) }
            : null;

    /// <summary>Who speaks when: the segmentation, and the embedding that tells voices apart where it lies beside it.</summary>
    public static FamilyMatch? Pyannote(ModelSurvey survey)
    {
        if (survey.Networks.FirstOrDefault(path => survey.Metadata(path, "model_type").StartsWith("pyannote-segmentation", StringComparison.Ordinal)) is not { } segmentation)
        {
            return null;
        }

        var embedding = Embedding(survey);
        return new RoleList().Add("segmentation", segmentation).Add("embedding", embedding).As("diarisation", "pyannote") with
        {
            SampleRate = Rate(survey, segmentation) ?? 16_000,
            Note = embedding is null ? "To tell speakers apart it needs the network of a speaker embedding in the same folder." : null,
        };
    }

    public static FamilyMatch? SpeakerEmbedding(ModelSurvey survey) =>
        Embedding(survey) is { } model
            ? new RoleList().Add("model", model).As("speaker-embedding", "speaker-embedding") with { SampleRate = Rate(survey, model) ?? 16_000 }
            : null;

    public static FamilyMatch? Punctuation(ModelSurvey survey) =>
        survey.Networks.FirstOrDefault(path => survey.Metadata(path, "punctuations").Length > 0 && survey.Metadata(path, "unk_symbol").Length > 0) is { } model
            ? new RoleList().Add("ct-transformer", model).As("punctuation", "ct-punctuation")
            : null;

    private static string? Embedding(ModelSurvey survey) =>
        survey.Networks.FirstOrDefault(path => survey.Metadata(path, "framework") is "wespeaker" or "3d-speaker" or "nemo" && survey.Metadata(path, "output_dim").Length > 0);

    private static int? Rate(ModelSurvey survey, string network) =>
        int.TryParse(survey.Metadata(network, "sample_rate"), NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and <= 192_000 ? rate : null;
}
