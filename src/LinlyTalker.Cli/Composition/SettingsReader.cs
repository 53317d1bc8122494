using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Files;

namespace LinlyTalker.Cli.Composition;

/// <summary>Reads <see cref="Settings"/> from the file and the environment.</summary>
internal static class SettingsReader
{
    private const string FileName = "linly.json";

    /// <summary>What holds where the program was started, before flags.</summary>
    /// <exception cref="InputException">A file or a variable says something that cannot be meant.</exception>
    public static Settings ReadHere() => Read(Environment.GetEnvironmentVariable, Environment.CurrentDirectory);

    /// <exception cref="InputException">A file or a variable says something that cannot be meant.</exception>
    public static Settings Read(Func<string, string?> variable, string folder)
    {
        var named = variable("LINLY_CONFIG");
        var path = named ?? Path.Combine(folder, FileName);
        var settings = named is not null || File.Exists(path) ? ReadFile(path) : new Settings();
        settings = settings with
        {
            Profile = variable("LINLY_PROFILE") ?? settings.Profile,
            Recogniser = variable("LINLY_RECOGNISER") ?? settings.Recogniser,
            Persona = variable("LINLY_PERSONA") ?? settings.Persona,
            Knowledge = variable("LINLY_KNOWLEDGE") ?? settings.Knowledge,
            Voice = variable("LINLY_VOICE") ?? settings.Voice,
            Portrait = variable("LINLY_PORTRAIT") ?? settings.Portrait,
            Size = Number(variable, "LINLY_SIZE") ?? settings.Size,
        };
        Check(settings);
        return settings;
    }

    /// <exception cref="InputException">A value is out of its range; the message says which.</exception>
    public static void Check(Settings settings)
    {
        if (!Profiles.Names.Contains(settings.Profile))
        {
            throw new InputException($"There is no profile '{settings.Profile}'; choose one of: {string.Join(", ", Profiles.Names)}.");
        }

        if (settings.Size is < 64 or > 2048 || settings.Size % 2 != 0)
        {
            throw new InputException($"A picture's side is an even number of pixels from 64 to 2048; {settings.Size} was asked for.");
        }

        settings.Turns.Check();
        settings.Films.Check();
        if (settings.FramesPerSecond is < 1 or > 60)
        {
            throw new InputException($"1 to 60 pictures a second can be had; {settings.FramesPerSecond} were asked for.");
        }
    }

    private static Settings ReadFile(string path)
    {
        try
        {
            using var file = GivenFile.OpenRead(path);
            return JsonSerializer.Deserialize(file, SettingsJson.Default.Settings)
                ?? throw new InputException($"{path} holds null; it should hold an object like {{\"voice\": \"slt\"}}.");
        }
        catch (JsonException e)
        {
            throw new InputException($"{path}, line {e.LineNumber + 1}: {Sentence(e)}", e);
        }
        catch (IOException e)
        {
            throw new InputException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The parser's words without the names of our types and the place, which is told already.</summary>
    private static string Sentence(JsonException e)
    {
        var field = e.Path is ['$', '.', .. var name] ? name : null;
        var quoted = e.Message.Split('\'');
        var named = quoted.Length > 3 ? quoted[3] : "";
        JsonTypeInfo type = named.EndsWith(nameof(TurnSettings), StringComparison.Ordinal) ? SettingsJson.Default.TurnSettings
            : named.EndsWith(nameof(FilmSettings), StringComparison.Ordinal) ? SettingsJson.Default.FilmSettings
            : SettingsJson.Default.Settings;
        var known = string.Join(", ", type.Properties.Select(p => p.Name));
        return e.Message.Contains("could not be mapped", StringComparison.Ordinal) && quoted.Length > 1
                ? $"there is no setting {quoted[1]}; known are {known}."
            : e.Message.Contains("setting null values", StringComparison.Ordinal) && quoted.Length > 1
                ? $"{quoted[1]} is null; give it a value, or leave it out."
            : e.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)
                ? field is null ? "it should hold an object like {\"voice\": \"slt\"}." : $"the value of {field} is of the wrong kind."
            : $"this is no JSON: {e.Message.Split(" Path: ")[0]}";
    }

    private static int? Number(Func<string, string?> variable, string name) => variable(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new InputException($"{name} is '{text}'; a whole number is needed.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Settings))]
internal sealed partial class SettingsJson : JsonSerializerContext;
