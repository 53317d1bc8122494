using System.Text.Json;

namespace LinlyTalker.Models.Families;

/// <summary>A Piper voice: <c>NAME.onnx</c> with <c>NAME.onnx.json</c>, which maps phonemes to numbers.</summary>
internal static class PiperFamily
{
    public static FamilyMatch? Detect(ModelSurvey survey)
    {
        foreach (var model in survey.Networks.Where(path => survey.Head(path)?.HasInputs("input", "input_lengths", "scales") == true))
        {
            var config = Config(survey, model);
            if (config is null)
            {
                survey.Missed($"{model} is the network of a Piper voice, and its {ModelSurvey.FileName(model)}.json is not beside it.");
                continue;
            }

            using var json = survey.Json(config);
            if (json is null || json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("phoneme_id_map", out _))
            {
                survey.Missed($"{config} has no phoneme_id_map, so it is no Piper voice's description.");
                continue;
            }

            return new RoleList().Add("model", model).Add("config", config).As("voice", "piper") with
            {
                SampleRate = Rate(json.RootElement),
                Note = Phonemes(json.RootElement) is var kind and not "espeak" ? $"Its phonemes are of the type '{kind}', not espeak's." : null,
            };
        }

        return null;
    }

    /// <summary>Beside the network, or the only one where somebody renamed it.</summary>
    private static string? Config(ModelSurvey survey, string model) =>
        survey.Paths.Contains(model + ".json") ? model + ".json"
        : survey.Endings(".onnx.json").ToList() is [var only] && survey.Networks.Count == 1 ? only
        : null;

    private static int? Rate(JsonElement config) =>
        config.TryGetProperty("audio", out var audio) && audio.ValueKind == JsonValueKind.Object
        && audio.TryGetProperty("sample_rate", out var rate) && rate.ValueKind == JsonValueKind.Number && rate.TryGetInt32(out var hertz) && hertz is > 0 and <= 192_000
            ? hertz : null;

    private static string Phonemes(JsonElement config) =>
        config.TryGetProperty("phoneme_type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString()! : "espeak";
}
