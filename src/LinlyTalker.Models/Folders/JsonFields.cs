using System.Text.Json;

namespace LinlyTalker.Models.Folders;

/// <summary>
/// The fields of a JSON object that came from outside, read with their types checked. Over <see cref="JsonDocument"/>,
/// which needs no warming up: these files are read at every start of the program.
/// </summary>
internal sealed class JsonFields
{
    private readonly JsonElement element;

    /// <summary>The object's place in the file, for messages: <c>files[3]</c>.</summary>
    private readonly string where;

    private JsonFields(JsonElement element, string where)
    {
        this.element = element;
        this.where = where;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("", "is not an object");
        }
    }

    public JsonElement Element => element;

    /// <exception cref="JsonException">Not JSON, or <paramref name="read"/> met what it did not expect; the message is for people.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> utf8, Func<JsonFields, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            return read(new JsonFields(document.RootElement, ""));
        }
        catch (InvalidOperationException fault)
        {
            // Half of a surrogate pair, or bytes that are no UTF-8, come to light only when a text is taken.
            throw new JsonException("a text is not Unicode", fault);
        }
    }

    /// <summary>Refuses every field but these.</summary>
    public void Only(params ReadOnlySpan<string> names)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (!names.Contains(property.Name))
            {
                throw Wrong(property.Name, "is not known");
            }
        }
    }

    public string Text(string name) => OptionalText(name) ?? throw Wrong(name, "is missing");

    public string? OptionalText(string name) =>
        Find(name) is { } value ? value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(name, "is not a text") : null;

    public long Integer(string name) => OptionalInteger(name) ?? throw Wrong(name, "is missing");

    public long? OptionalInteger(string name) =>
        Find(name) is { } value ? value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : throw Wrong(name, "is not a whole number") : null;

    public int? OptionalInt(string name) =>
        OptionalInteger(name) is { } number ? number is >= int.MinValue and <= int.MaxValue ? (int)number : throw Wrong(name, "is too large") : null;

    public JsonFields? OptionalObject(string name) => Find(name) is { } value ? new JsonFields(value, Place(name)) : null;

    public IReadOnlyList<JsonFields> Objects(string name) => [.. Items(name).Select((item, i) => new JsonFields(item, Place($"{name}[{i}]")))];

    public IReadOnlyList<string> Texts(string name) => OptionalTexts(name) ?? throw Wrong(name, "is missing");

    public IReadOnlyList<string>? OptionalTexts(string name) =>
        Find(name) is null ? null : [.. Items(name).Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Wrong(name, "holds what is not a text"))];

    public IReadOnlyDictionary<string, string>? OptionalMap(string name) =>
        OptionalObject(name) is { } map ? map.element.EnumerateObject().ToDictionary(pair => pair.Name, pair => map.Text(pair.Name), StringComparer.Ordinal) : null;

    public IReadOnlyDictionary<string, double> Numbers(string name)
    {
        var map = OptionalObject(name) ?? throw Wrong(name, "is missing");
        return map.element.EnumerateObject().ToDictionary(
            pair => pair.Name,
            pair => pair.Value.ValueKind == JsonValueKind.Number && pair.Value.TryGetDouble(out var number) ? number : throw map.Wrong(pair.Name, "is not a number"),
            StringComparer.Ordinal);
    }

    private JsonElement.ArrayEnumerator Items(string name) =>
        Find(name) is { } value
            ? value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw Wrong(name, "is not a list")
            : throw Wrong(name, "is missing");

    /// <summary>Null where the field is absent or null.</summary>
    private JsonElement? Find(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string Place(string name) => where.Length == 0 ? name : $"{where}.{name}";

    private JsonException Wrong(string name, string what) =>
        new(name.Length > 0 ? $"{Place(name)} {what}" : where.Length > 0 ? $"{where} {what}" : $"the file {what}");
}
