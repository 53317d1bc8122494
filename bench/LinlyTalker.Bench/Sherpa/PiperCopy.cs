using System.Text;
using System.Text.Json;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Protobuf;

namespace LinlyTalker.Bench.Sherpa;

/// <summary>
/// A copy of a Piper voice that sherpa-onnx opens: the same network with the metadata that it wants appended (a protobuf
/// message may be continued at its end), and the symbols as a list.
/// </summary>
internal static class PiperCopy
{
    private const int ModelMetadata = 14; // ModelProto.metadata_props of onnx.proto.

    /// <param name="voice">Folder with one <c>.onnx</c> and its <c>.onnx.json</c>.</param>
    /// <param name="target">Where the copy is made; kept when it is there already.</param>
    public static ModelFolder Make(string voice, string target)
    {
        var network = Directory.GetFiles(voice, "*.onnx").Single();
        if (!File.Exists(Path.Combine(target, ModelFolder.DescriptionName)))
        {
            Directory.CreateDirectory(target);
            using var config = JsonDocument.Parse(File.ReadAllBytes(network + ".json"));
            var model = Path.Combine(target, "model.onnx");
            File.WriteAllBytes(model, [.. File.ReadAllBytes(network), .. Metadata(config.RootElement)]);
            File.WriteAllText(Path.Combine(target, "tokens.txt"), Symbols(config.RootElement));
            return ModelFolderWriter.WriteAsync(
                target,
                new ModelDescription
                {
                    Kind = "voice", Family = "vits", Version = "1", Licence = "as the original", Files = [],
                    Roles = new Dictionary<string, string> { ["model"] = "model.onnx", ["tokens"] = "tokens.txt" },
                },
                ["model.onnx", "tokens.txt"]).GetAwaiter().GetResult();
        }

        return ModelFolder.Open(target);
    }

    private static byte[] Metadata(JsonElement config)
    {
        (string Key, string Value)[] pairs =
        [
            ("model_type", "vits"), ("comment", "piper"), ("language", "English"), ("voice", config.GetProperty("espeak").GetProperty("voice").GetString()!),
            ("has_espeak", "1"), ("n_speakers", $"{config.GetProperty("num_speakers").GetInt32()}"),
            ("sample_rate", $"{config.GetProperty("audio").GetProperty("sample_rate").GetInt32()}"),
        ];
        var writer = new ProtoWriter();
        foreach (var (key, value) in pairs)
        {
            writer.Message(ModelMetadata, new ProtoWriter().Text(1, key).Text(2, value));
        }

        return writer.ToArray();
    }

    private static string Symbols(JsonElement config)
    {
        var lines = new StringBuilder();
        foreach (var symbol in config.GetProperty("phoneme_id_map").EnumerateObject())
        {
            lines.Append(symbol.Name).Append(' ').Append(symbol.Value[0].GetInt32()).Append('\n');
        }

        return lines.ToString();
    }
}
