using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Models.Store;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly voices</c>.</summary>
internal static partial class VoicesVerb
{
    public static Command Create()
    {
        var json = CommonOptions.Json();
        var language = new Option<string?>("--language", "-l")
        {
            Description = "Only voices of this language, such as en or fr-CH.",
            HelpName = "TAG",
        };
        var command = new Command("voices", "Lists the voices of this machine, whom they come from, and their licences.") { language, json };
        command.SetAction((parsed, cancellation) =>
            RunAsync(parsed.GetValue(language), parsed.GetValue(json), cancellation));
        return command.WithExamples("linly voices", "linly voices --language en", "linly voices --json");
    }

    private static async Task<int> RunAsync(string? language, bool json, CancellationToken cancellation)
    {
        await using var speech = SpeechEngines.Of(SettingsReader.ReadHere(), ModelStore.FromEnvironment());
        var voices = (await speech.Voice.VoicesAsync(cancellation))
            .Where(v => language is null || Speaks(v.Language, language))
            .ToList();
        if (json)
        {
            Terminal.Result(JsonSerializer.Serialize(voices, VoicesJson.Default.ListVoiceInfo));
            return ExitCode.Success;
        }

        if (voices.Count == 0)
        {
            Terminal.Note(language is null ? "There is no voice on this machine." : $"No voice here speaks '{language}'.");
            Terminal.Note("More come with: sudo apt-get install libflite1 libespeak-ng1 espeak-ng-data");
            return ExitCode.CheckFailed;
        }

        var width = voices.Max(v => v.Name.Length);
        foreach (var voice in voices)
        {
            var gender = voice.Gender == VoiceGender.Unknown ? "" : voice.Gender.ToString().ToLowerInvariant();
            Terminal.Result($"{voice.Name.PadRight(width)}  {voice.Language,-16}  {gender,-6}  {voice.Credit}. {voice.Licence}");
        }

        return ExitCode.Success;
    }

    /// <summary>"en" asks for every English, "en-GB" for that one.</summary>
    private static bool Speaks(string tag, string asked) =>
        tag.Equals(asked, StringComparison.OrdinalIgnoreCase)
        || tag.StartsWith(asked + "-", StringComparison.OrdinalIgnoreCase);

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(List<VoiceInfo>))]
    private sealed partial class VoicesJson : JsonSerializerContext;
}
