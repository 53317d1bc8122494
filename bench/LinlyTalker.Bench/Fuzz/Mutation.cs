using System.Text;
using System.Text.Json.Nodes;

namespace LinlyTalker.Bench.Fuzz;

/// <summary>Makes what is valid a little, or wholly, wrong. The same seed makes the same.</summary>
internal sealed class Mutation(Random random)
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1", "0.1", "1e308", "1e999", "-0", "2147483648", "9223372036854775808", "\"\"", "\"\\u0000\"",
        "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "[]", "{}", "[[]]", "[null]", "{\"\":\"\"}", "\"../../../etc/passwd\"",
        "\"..\\\\..\\\\x\"", "\"http://127.0.0.1:1/\"", "\"file:///etc/passwd\"", "\"$(id)\"", "\"<script>\"", "\"%s%n\"", "\"\\r\\nX: y\"",
    ];

    private const string Odd = "\"\\{}[],:\0\u007f\uFFFD\u2028é漢0e-.";

    /// <param name="json">Valid.</param>
    public string Json(string json) => random.Next(4) switch
    {
        0 => Text(json),
        1 => Text(Fields(json)),
        _ => Fields(json),
    };

    /// <summary>One to three of its fields are changed, dropped, doubled or renamed.</summary>
    public string Fields(string json)
    {
        var root = JsonNode.Parse(json)!;
        var holes = new List<string>();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var parents = Parents(root).ToList();
            if (parents.Count == 0)
            {
                break;
            }

            Change(parents[random.Next(parents.Count)], holes);
        }

        var text = root.ToJsonString();
        for (var i = 0; i < holes.Count; i++)
        {
            text = text.Replace($"\"@{i}@\"", holes[i], StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Characters are cut, doubled, swapped or replaced.</summary>
    public string Text(string text)
    {
        var changed = new StringBuilder(text);
        for (var i = random.Next(1, 6); i > 0 && changed.Length > 1; i--)
        {
            var at = random.Next(changed.Length);
            var length = Math.Min(random.Next(1, 12), changed.Length - at);
            switch (random.Next(5))
            {
                case 0:
                    changed.Remove(at, length);
                    break;
                case 1:
                    changed.Insert(at, changed.ToString(at, length));
                    break;
                case 2:
                    changed[at] = Odd[random.Next(Odd.Length)];
                    break;
                case 3:
                    changed.Length = at;
                    break;
                default:
                    changed.Insert(at, Values[random.Next(Values.Length)]);
                    break;
            }
        }

        return changed.ToString();
    }

    /// <summary>Of JSON's grammar, and of no meaning.</summary>
    public string Grammar(int depth = 0) => random.Next(depth > 6 ? 1 : 4) switch
    {
        0 => Values[random.Next(Values.Length)],
        1 => $"[{string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => Grammar(depth + 1)))}]",
        _ => $"{{{string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => $"{Name()}:{Grammar(depth + 1)}"))}}}",
    };

    public byte[] Bytes(int most)
    {
        var bytes = new byte[random.Next(most)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>A value that a field hardly expects, as JSON.</summary>
    public string Value() => random.Next(8) switch
    {
        0 => $"\"{new string((char)random.Next('a', 'z'), random.Next(100_000))}\"",
        1 => Grammar(),
        2 => $"\"{Convert.ToBase64String(Bytes(4000))}\"",
        _ => Values[random.Next(Values.Length)],
    };

    private string Name() => random.Next(3) switch
    {
        0 => "\"type\"",
        1 => "\"session\"",
        _ => $"\"{(char)random.Next('a', 'z')}\"",
    };

    private void Change(JsonNode parent, List<string> holes)
    {
        var hole = $"@{holes.Count}@";
        if (parent is JsonObject { Count: > 0 } fields)
        {
            var (name, value) = fields.ElementAt(random.Next(fields.Count));
            switch (random.Next(6))
            {
                case 0:
                    fields.Remove(name);
                    break;
                case 1:
                    fields[$"{name}x"] = value?.DeepClone();
                    break;
                default:
                    fields[name] = hole;
                    holes.Add(Value());
                    break;
            }
        }
        else if (parent is JsonArray items)
        {
            items.Add(hole);
            holes.Add(Value());
        }
    }

    private static IEnumerable<JsonNode> Parents(JsonNode node) => node switch
    {
        JsonObject fields => fields.Where(f => f.Value is not null).SelectMany(f => Parents(f.Value!)).Prepend(node),
        JsonArray items => items.Where(i => i is not null).SelectMany(i => Parents(i!)).Prepend(node),
        _ => [],
    };
}
