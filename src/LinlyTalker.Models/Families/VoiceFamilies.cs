using System.Globalization;

namespace LinlyTalker.Models.Families;

/// <summary>Voices whose networks carry k2-fsa's metadata, and the two that clone.</summary>
internal static class VoiceFamilies
{
    private const string Kind = "voice";

    public static FamilyMatch? Kokoro(ModelSurvey survey) =>
        Of(survey, "kokoro") is not { } model ? null
        : survey.Ending("voices.bin") is { } voices
            ? Text(survey, new RoleList().Add("model", model).Add("voices", voices), "kokoro", model)
            : survey.Missed($"{model} is the network of a Kokoro voice, and its voices.bin is not beside it.");

    public static FamilyMatch? Matcha(ModelSurvey survey) =>
        Of(survey, "matcha-tts") is not { } model ? null
        : Vocoder(survey, model) is { } vocoder
            ? Text(survey, new RoleList().Add("acoustic-model", model).Add("vocoder", vocoder), "matcha", model)
            : survey.Missed($"{model} is the network of a Matcha voice, and its vocoder (vocos or hifigan) is not beside it.");

    public static FamilyMatch? Vits(ModelSurvey survey) =>
        (Of(survey, "vits") ?? Of(survey, "melo-vits")) is { } model ? Text(survey, new RoleList().Add("model", model), "vits", model) : null;

    public static FamilyMatch? Pocket(ModelSurvey survey) =>
        survey.Network("lm_flow") is { } flow && survey.Network("lm_main") is { } main && survey.Network("text_conditioner") is { } conditioner
        && survey.Network("encoder") is { } encoder && survey.Network("decoder") is { } decoder
        && survey.Ending("vocab.json") is { } vocabulary && survey.Ending("token_scores.json") is { } scores
            ? new RoleList().Add("lm-flow", flow).Add("lm-main", main).Add("text-conditioner", conditioner).Add("encoder", encoder).Add("decoder", decoder)
                .Add("vocab-json", vocabulary).Add("token-scores-json", scores).As(Kind, "pocket") with { SampleRate = 24_000 }
            : null;

    public static FamilyMatch? ZipVoice(ModelSurvey survey)
    {
        // The encoder reads text and the speech to be like; exporters name its inputs alike and its file differently.
        if (survey.Networks.FirstOrDefault(path => survey.Head(path)?.HasInputs("tokens", "prompt_tokens", "prompt_features_len") == true) is not { } encoder)
        {
            return null;
        }

        var decoder = survey.Networks.FirstOrDefault(path => survey.Head(path)?.HasInputs("t", "x", "text_condition", "speech_condition") == true);
        var vocoder = Vocoder(survey, encoder, decoder);
        return decoder is null || vocoder is null
            ? survey.Missed($"{encoder} is the text encoder of ZipVoice, and its {(decoder is null ? "decoder" : "vocoder (vocos_24khz.onnx)")} is not beside it.")
            : Text(survey, new RoleList().Add("encoder", encoder).Add("decoder", decoder).Add("vocoder", vocoder), "zipvoice", encoder) is { } match
                ? match with { SampleRate = match.SampleRate ?? 24_000 } : null;
    }

    private static string? Of(ModelSurvey survey, string type) => survey.Networks.FirstOrDefault(path => survey.Metadata(path, "model_type") == type);

    private static string? Vocoder(ModelSurvey survey, params string?[] others) =>
        survey.Networks.FirstOrDefault(path => !others.Contains(path) && survey.Metadata(path, "model_type") is "vocos" or "hifigan" or "matcha-tts vocos")
        ?? survey.Network("vocos", path => !others.Contains(path)) ?? survey.Network("hifigan", path => !others.Contains(path));

    private static FamilyMatch? Text(ModelSurvey survey, RoleList roles, string family, string network) =>
        survey.Ending("tokens.txt") is not { } tokens
            ? survey.Missed($"{network} is the network of a voice of the family {family}, and its tokens.txt is not beside it.")
            : roles.Add("tokens", tokens)
                .Add("lexicon", survey.Paths.Where(path => ModelSurvey.FileName(path).StartsWith("lexicon", StringComparison.Ordinal) && path.EndsWith(".txt", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
                .Add("data-dir", survey.Folder("espeak-ng-data"))
                .Add("rule-fsts", survey.Endings(".fst"))
                .Add("rule-fars", survey.Endings(".far"))
                .As(Kind, family) with { SampleRate = Rate(survey, network) };

    private static int? Rate(ModelSurvey survey, string network) =>
        int.TryParse(survey.Metadata(network, "sample_rate"), NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and <= 192_000 ? rate : null;
}
