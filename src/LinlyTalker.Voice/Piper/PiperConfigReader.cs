using System.Globalization;
using System.Text.Json;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Voice.Piper;

/// <summary>Reads a Piper voice's <c>.onnx.json</c>, which came from outside.</summary>
internal static class PiperConfigReader
{
    private const int LargestFile = 4 << 20;
    private const int MostSpeakers = 100_000;
    private const long LargestId = ushort.MaxValue;

    /// <exception cref="ModelMissingException">There is no such file.</exception>
    /// <exception cref="ModelFormatException">It does not describe a Piper voice that can be spoken with.</exception>
    public static PiperConfig Open(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists && file.Length > LargestFile
                ? throw Wrong(path, $"it is {file.Length} bytes, more than the description of a voice can be")
                : Read(File.ReadAllBytes(path), path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelMissingException($"There is no file {path}, which describes a voice.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Wrong(path, fault.Message, fault);
        }
    }

    /// <param name="name">What the file is called in errors.</param>
    /// <exception cref="ModelFormatException">It does not describe a Piper voice that can be spoken with.</exception>
    public static PiperConfig Read(ReadOnlyMemory<byte> json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            return Read(document.RootElement, name);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            throw Wrong(name, fault.Message, fault);
        }
    }

    private static PiperConfig Read(JsonElement root, string name)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(name, "it is no JSON object");
        }

        // Early trainers wrote it as Python prints it.
        var type = (Text(root, "phoneme_type") ?? "espeak").ToLowerInvariant().Replace("phonemetype.", "", StringComparison.Ordinal);
        var voice = Object(root, "espeak") is { } espeak ? Text(espeak, "voice") : null;
        if (type is not ("espeak" or "text"))
        {
            throw Wrong(name, $"its phoneme_type is '{type}', and only espeak and text can be spoken here");
        }

        if (type == "espeak" && string.IsNullOrWhiteSpace(voice))
        {
            throw Wrong(name, "it names no voice of espeak-ng (espeak.voice)");
        }

        var inference = Object(root, "inference");
        var config = new PiperConfig
        {
            SampleRate = (int)Number(Object(root, "audio") ?? throw Wrong(name, "it has no audio"), "sample_rate", 4000, 192_000, name),
            Language = Tag(root, voice),
            EspeakVoice = type == "espeak" ? voice : null,
            Symbols = Symbols(root, name),
            Clusters = Clusters(root),
            Speakers = (int)Number(root, "num_speakers", 0, MostSpeakers, name, 1),
            SpeakerNames = SpeakerNames(root, name),
        };
        return inference is not { } scales ? config : config with
        {
            NoiseScale = (float)Number(scales, "noise_scale", 0, 5, name, config.NoiseScale),
            LengthScale = (float)Number(scales, "length_scale", 0.1, 10, name, config.LengthScale),
            NoiseW = (float)Number(scales, "noise_w", 0, 5, name, config.NoiseW),
        };
    }

    private static Dictionary<string, long[]> Symbols(JsonElement root, string name)
    {
        var map = Object(root, "phoneme_id_map") ?? throw Wrong(name, "it has no phoneme_id_map");
        var symbols = new Dictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var entry in map.EnumerateObject())
        {
            long[] ids = entry.Value.ValueKind == JsonValueKind.Array
                ? [.. entry.Value.EnumerateArray().Select(id => Id(id, entry.Name, name))]
                : [Id(entry.Value, entry.Name, name)];
            symbols[entry.Name] = ids.Length > 0 ? ids : throw Wrong(name, $"its symbol '{entry.Name}' has no number");
        }

        foreach (var needed in (string[])["^", "_", "$"])
        {
            if (!symbols.ContainsKey(needed))
            {
                throw Wrong(name, $"its phoneme_id_map lacks the symbol '{needed}'");
            }
        }

        return symbols;
    }

    private static long Id(JsonElement id, string symbol, string name) =>
        id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) && number is >= 0 and <= LargestId
            ? number
            : throw Wrong(name, $"the number of its symbol '{symbol}' is none");

    private static List<string> Clusters(JsonElement root) =>
        root.TryGetProperty("vowel_clusters", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(c => c.ValueKind == JsonValueKind.String).Select(c => c.GetString()!)]
            : [];

    private static Dictionary<string, int> SpeakerNames(JsonElement root, string name)
    {
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in Object(root, "speaker_id_map") is { } map ? map.EnumerateObject() : default(IEnumerable<JsonProperty>) ?? [])
        {
            names[entry.Name] = entry.Value.ValueKind == JsonValueKind.Number && entry.Value.TryGetInt32(out var id) && id is >= 0 and < MostSpeakers
                ? id
                : throw Wrong(name, $"the number of its speaker '{entry.Name}' is none");
        }

        return names;
    }

    /// <summary><c>en_US</c> as <c>en-US</c>; espeak-ng's tag where the file is silent.</summary>
    private static string Tag(JsonElement root, string? espeak)
    {
        var code = Object(root, "language") is { } language ? Text(language, "code") : null;
        var parts = (code ?? espeak ?? "und").Replace('_', '-').Split('-');
        parts[0] = parts[0] is "cmn" ? "zh" : parts[0].ToLowerInvariant();
        if (parts.Length > 1 && parts[1].Length == 2)
        {
            parts[1] = parts[1].ToUpper(CultureInfo.InvariantCulture);
        }

        return string.Join('-', parts);
    }

    private static JsonElement? Object(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double Number(JsonElement parent, string name, double least, double most, string file, double? usual = null) =>
        !parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null
            ? usual ?? throw Wrong(file, $"it has no {name}")
            : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most
                ? number
                : throw Wrong(file, $"its {name} is not a number within {least} to {most}");

    private static ModelFormatException Wrong(string name, string what, Exception? inner = null) =>
        new($"{name} does not describe a Piper voice: {what.TrimEnd('.')}.", inner);
}
