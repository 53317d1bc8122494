using System.Globalization;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Onnx;
using LinlyTalker.Native.Sherpa;

namespace LinlyTalker.Models.Sherpa;

/// <summary>Looks at a model's files before the library does, which ends its process over a bad one.</summary>
public static class SherpaCheck
{
    private const long LargestSymbols = 64 << 20;

    private static readonly char[] Blanks = [' ', '\t', '\r', '\v', '\f'];

    /// <param name="name">What the model is called, for messages.</param>
    /// <exception cref="ModelMissingException">A file that the family needs is missing.</exception>
    /// <exception cref="ModelFormatException">A file is cut off, empty, or of another family.</exception>
    public static void Check(SherpaModel model, string name)
    {
        var heads = new Dictionary<string, OnnxHead>(StringComparer.Ordinal);
        var comment = model is { Family: "sense-voice" } && model.Files.ContainsKey("model")
            ? Read(model, "model", name, heads).Metadata.GetValueOrDefault("comment", "") : "";
        if (FamilyNeeds.Of(model, comment) is not { } need)
        {
            throw new ModelFormatException(
                $"The model {name} is of the family '{model.Family}', which the worker does not know; it knows {string.Join(", ", SherpaFamilies.Tasks.Keys)}.");
        }

        foreach (var network in need.Networks)
        {
            Check(Read(model, network.Role, name, heads), network, model, name);
        }

        if (model.Family == "kokoro")
        {
            CheckStyles(heads["model"], Existing(model, "voices", name));
        }

        foreach (var role in need.Files)
        {
            var path = Existing(model, role, name);
            if (role == "tokens")
            {
                CheckSymbols(path, strictly: SherpaFamilies.Tasks[model.Family] is not SherpaTask.Speak);
            }
        }
    }

    private static OnnxHead Read(SherpaModel model, string role, string name, Dictionary<string, OnnxHead> heads)
    {
        if (!heads.TryGetValue(role, out var head))
        {
            heads[role] = head = OnnxHead.Read(Existing(model, role, name));
        }

        return head;
    }

    private static void Check(OnnxHead head, NetworkNeed need, SherpaModel model, string name)
    {
        var what = $"{model.PathOf(need.Role)} is not the {need.Role} of a {model.Family} model";
        if (need.Metadata.FirstOrDefault(key => head.Metadata.GetValueOrDefault(key, "").Length == 0) is { } missing)
        {
            throw Wrong($"{what}: its metadata have no '{missing}'");
        }

        var type = head.Metadata.GetValueOrDefault(need.TypeKey, "");
        if (need.Types.Count > 0 && !need.Types.Contains(type))
        {
            throw Wrong($"{what}: its {need.TypeKey} is '{type}', not {string.Join(" or ", need.Types)}");
        }

        if (need.Inputs is { } wanted && Given(head, wanted) != wanted)
        {
            throw Wrong($"{what}: it has {head.Inputs.Count} inputs, not {wanted}");
        }

        if (head.Outputs.Count < need.Outputs)
        {
            throw Wrong($"{what}: it has {head.Outputs.Count} outputs, not {need.Outputs}");
        }

        ModelFormatException Wrong(string fault) =>
            new($"{fault}. Import {name} again as what it is: linly models import DIR --as NAME");
    }

    /// <summary>Old exporters list weights among the inputs, behind those that are given.</summary>
    private static int Given(OnnxHead head, int wanted) => head.Inputs.Count > wanted && head.Inputs.Skip(wanted).All(IsWeight)
        ? wanted : head.Inputs.Count;

    private static bool IsWeight(OnnxValueInfo input) => input.Shape is { Count: > 0 } shape && shape.All(side => side.Size > 0);

    /// <summary>Kokoro's speakers: 32-bit numbers, as many as the network says.</summary>
    private static void CheckStyles(OnnxHead head, string path)
    {
        var sides = $"{head.Metadata["style_dim"]},{head.Metadata["n_speakers"]}".Split(',', StringSplitOptions.TrimEntries);
        var expected = sides.Aggregate((Int128)sizeof(float), (product, side) =>
            int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? product * number : 0);
        if (new FileInfo(path).Length is var length && length != expected)
        {
            throw new ModelFormatException($"{path} is {length} bytes where the network's speakers take {expected}; it belongs to another model.");
        }
    }

    private static string Existing(SherpaModel model, string role, string name)
    {
        var path = model.PathOf(role);
        if (path.Length == 0)
        {
            throw new ModelMissingException(
                $"The model {name} has no file for the role '{role}', which a {model.Family} model needs; linly models import finds the roles.");
        }

        // Several lexicons play one role, each a file; espeak-ng's data are a folder.
        if (path.Split(',') is { Length: > 1 } several)
        {
            return Array.TrueForAll(several, File.Exists) ? path : throw new ModelMissingException($"One of {path} is gone; pull or import the model {name} again.");
        }

        return Directory.Exists(path) ? path : new FileInfo(path) switch
        {
            { Exists: false } => throw new ModelMissingException($"{path} is gone; pull or import the model {name} again."),
            { Length: 0 } => throw new ModelFormatException($"{path} is empty; pull or import the model {name} again."),
            _ => path,
        };
    }

    /// <summary>Each line a symbol and its number; a recogniser's library ends its process over anything else.</summary>
    private static void CheckSymbols(string path, bool strictly)
    {
        if (new FileInfo(path).Length > LargestSymbols)
        {
            throw new ModelFormatException($"{path} is larger than a list of symbols can be.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, line) in File.ReadLines(path).Index())
        {
            var fields = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 0)
            {
                continue;
            }

            if (!int.TryParse(fields[^1], NumberStyles.None, CultureInfo.InvariantCulture, out _) || (strictly && fields.Length > 2))
            {
                throw new ModelFormatException($"{path} is not a list of symbols: line {index + 1} is not a symbol and a number.");
            }

            if (strictly && !seen.Add(fields.Length == 1 ? " " : fields[0]))
            {
                throw new ModelFormatException($"{path} is not a list of symbols: '{fields[0]}' stands in it twice (line {index + 1}).");
            }
        }
    }
}
