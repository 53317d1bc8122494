using System.Text.Json;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Models.Tfjs;

/// <summary>A node of a graph model (<c>NodeDef</c> in JSON), read as it is needed.</summary>
internal sealed class GraphNode
{
    private readonly JsonElement node;

    public GraphNode(JsonElement node)
    {
        this.node = node;
        Name = node.Get("name").Text();
        Operator = node.Get("op").Text();
        Inputs = node.Find("input") is { } inputs
            ? [.. inputs.Items().Select(input => input.Text()).Where(input => !input.StartsWith('^')).Select(Plain)]
            : [];
    }

    public string Name { get; }

    public string Operator { get; }

    /// <summary>Names of nodes; those that only fix an order are left out.</summary>
    public string[] Inputs { get; }

    /// <summary>The name of a node without the number of its output: every operator here has one.</summary>
    public static string Plain(string name) => name.Split(':')[0];

    public string Input(int index) =>
        index >= 0 && index < Inputs.Length ? Inputs[index] : throw new ModelFormatException($"The node '{Name}' has no input {index}.");

    public string Text(string attribute) => Attribute(attribute).Get("s").Base64Text();

    public int[] Integers(string attribute) => Attribute(attribute).Get("list").Find("i")?.Integers() ?? [];

    public string[] Texts(string attribute) =>
        node.Find("attr")?.Find(attribute) is null
            ? []
            : [.. Attribute(attribute).Get("list").Find("s")?.Items().Select(item => item.Base64Text()) ?? []];

    public bool Flag(string attribute) => node.Find("attr")?.Find(attribute)?.Find("b") is { ValueKind: JsonValueKind.True };

    public int[] Shape() => [.. Attribute("shape").Get("shape").Get("dim").Items().Select(side => side.Get("size").Integer())];

    private JsonElement Attribute(string name) => node.Get("attr").Get(name);
}
