using LinlyTalker.Core.Errors;
using LinlyTalker.Language.Matching;
using YamlDotNet.RepresentationModel;

namespace LinlyTalker.Brain.Yaml;

/// <summary>The fields of one mapping, each of a known name.</summary>
internal sealed class YamlFields
{
    private readonly string path;
    private readonly Dictionary<string, YamlNode> fields = new(StringComparer.Ordinal);

    /// <param name="known">All names that may occur.</param>
    /// <exception cref="InputException">It is no mapping, or a name is unknown or comes twice.</exception>
    public YamlFields(string path, YamlNode? node, string[] known)
    {
        this.path = path;
        Line = node?.Start.Line ?? 1;
        var mapping = node as YamlMappingNode ?? throw Fault(node, $"should be lines like \"{known[0]}: …\"");
        foreach (var (key, value) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!known.Contains(name))
            {
                var near = known.MinBy(k => EditDistance.Between(k, name))!;
                var hint = EditDistance.Between(near, name) <= Math.Max(1, name.Length / 3) ? $"did you mean \"{near}\"?" : $"known are {string.Join(", ", known)}";
                throw Fault(key, $"\"{name}\" is no field here; {hint}");
            }

            fields[name] = value;
        }
    }

    /// <summary>1 for the first line of the file.</summary>
    public long Line { get; }

    /// <summary>Text, or the fallback where the field is missing or empty.</summary>
    public string Text(string name, string fallback = "") => !fields.TryGetValue(name, out var node) ? fallback
        : node is YamlScalarNode scalar ? string.IsNullOrWhiteSpace(scalar.Value) ? fallback : scalar.Value.Trim()
        : throw Fault(node, $"\"{name}\" should be a text");

    /// <summary>A text or a list of texts.</summary>
    public IReadOnlyList<string> Texts(string name) => !fields.TryGetValue(name, out var node) ? []
        : node is YamlScalarNode scalar ? [scalar.Value ?? ""]
        : node is YamlSequenceNode list && list.Children.All(c => c is YamlScalarNode) ? [.. list.Children.Select(c => ((YamlScalarNode)c).Value ?? "")]
        : throw Fault(node, $"\"{name}\" should be a text or a list of texts");

    public InputException Fault(string name, string message) => Fault(fields.GetValueOrDefault(name), message);

    private InputException Fault(YamlNode? node, string message) => new($"{path} line {node?.Start.Line ?? Line}: {message}.");
}
