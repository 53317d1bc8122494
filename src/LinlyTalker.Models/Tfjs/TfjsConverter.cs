using System.Text.Json;
using System.Text.Unicode;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Onnx;

namespace LinlyTalker.Models.Tfjs;

/// <summary>
/// Turns a TensorFlow.js model (a graph model, or a Keras layers model) into ONNX. Inputs and outputs keep
/// TensorFlow's order of sides, (batch, height, width, channels), with a batch of one; within, channels come first.
/// </summary>
public static class TfjsConverter
{
    private const long MaximumJsonBytes = 64L << 20;

    /// <summary>Reads model.json and the weight files beside it and writes one .onnx file.</summary>
    /// <exception cref="ModelMissingException">There is no such file, or a weight file is absent.</exception>
    /// <exception cref="ModelFormatException">The files are broken, or use an operator that is not known here.</exception>
    public static void Convert(string modelJsonPath, string outputOnnxPath) => OnnxWriter.Write(Convert(modelJsonPath), outputOnnxPath);

    /// <inheritdoc cref="Convert(string, string)"/>
    public static OnnxModel Convert(string modelJsonPath)
    {
        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(modelJsonPath))!;
            return Convert(ReadFile(modelJsonPath, MaximumJsonBytes), name => ReadFile(Beside(folder, name), TfjsWeights.MaximumBytes));
        }
        catch (ModelFormatException error)
        {
            throw new ModelFormatException($"{modelJsonPath} cannot be converted. {error.Message}", error);
        }
    }

    /// <param name="modelJson">The content of model.json.</param>
    /// <param name="readShard">Gives the content of a weight file by the name that model.json uses.</param>
    /// <exception cref="ModelFormatException">The content is broken, or uses an operator that is not known here.</exception>
    public static OnnxModel Convert(ReadOnlyMemory<byte> modelJson, Func<string, byte[]> readShard)
    {
        if (!Utf8.IsValid(modelJson.Span))
        {
            throw new ModelFormatException("It is not text in UTF-8.");
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(modelJson);
        }
        catch (JsonException error)
        {
            throw new ModelFormatException($"It is not JSON: {error.Message}", error);
        }

        using (document)
        {
            var root = document.RootElement;
            var weights = TfjsWeights.Read(root.Get("weightsManifest"), readShard);
            return root.Find("modelTopology")?.Find("node") is not null
                ? new GraphModelConverter(root, weights).Convert()
                : new LayersModelConverter(root, weights).Convert();
        }
    }

    private static byte[] ReadFile(string path, long limit)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new ModelMissingException($"There is no file {path}, which the TensorFlow.js model needs.");
        }

        if (file.Length > limit)
        {
            throw new ModelFormatException($"{path} has {file.Length} bytes; at most {limit} are read.");
        }

        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelFormatException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>A model may name files of its own folder only.</summary>
    private static string Beside(string folder, string name) =>
        name.Length > 0 && Path.GetFileName(name) == name && name is not ("." or "..") && !name.Contains('\\', StringComparison.Ordinal)
            ? Path.Combine(folder, name)
            : throw new ModelFormatException($"The model names the weight file '{name}', which is not beside it.");
}
