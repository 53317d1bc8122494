using LinlyTalker.Brain.Yaml;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Brain.Personas;

/// <summary>Reads a persona: one YAML file of a few lines.</summary>
public static class PersonaFile
{
    /// <summary>The usual name, beside the files of its knowledge base.</summary>
    public const string Name = "persona.yaml";

    private static readonly string[] Fields = ["name", "role", "style", "language", "greeting", "voice", "portrait", "knowledge"];

    /// <summary>Paths in the file are relative to its folder.</summary>
    /// <exception cref="InputException">A field is missing, unknown or wrong; the message names the line.</exception>
    public static Persona Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        path = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(path)!;
        var fields = new YamlFields(path, YamlFile.Read(path), Fields);
        var language = fields.Text("language", "en");
        var knowledge = fields.Text("knowledge");
        var portrait = fields.Text("portrait");
        if (fields.Text("name").Length == 0)
        {
            throw fields.Fault("name", "\"name\" is missing");
        }

        if (!IsLanguageTag(language))
        {
            throw fields.Fault("language", $"\"{language}\" is no language tag; write en, zh, de, …");
        }

        if (knowledge.Length > 0 && !Directory.Exists(Path.Combine(folder, knowledge)))
        {
            throw fields.Fault("knowledge", $"the folder \"{knowledge}\" does not exist beside this file");
        }

        var besides = Path.Combine(folder, portrait);
        return new Persona
        {
            Name = fields.Text("name"),
            Role = fields.Text("role"),
            Style = fields.Text("style"),
            Language = language,
            Greeting = fields.Text("greeting"),
            Voice = fields.Text("voice"),
            Portrait = portrait.Length > 0 && File.Exists(besides) ? besides : portrait,
            Knowledge = knowledge.Length > 0 ? Path.GetFullPath(Path.Combine(folder, knowledge)) : "",
        };
    }

    /// <summary>As BCP 47 has it, coarsely: letters and digits in groups of up to eight.</summary>
    private static bool IsLanguageTag(string tag) =>
        tag.Split('-') is [{ Length: 2 or 3 } first, .. var rest] && first.All(char.IsAsciiLetter)
        && rest.All(r => r.Length is > 0 and <= 8 && r.All(char.IsAsciiLetterOrDigit));
}
