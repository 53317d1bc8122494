using System.Text.Json;

namespace LinlyTalker.Server.Realtime.Protocol;

/// <summary>
/// The fields of an object that a client sent. What it does not know it does not see; what it knows and is of a wrong
/// kind is a fault that names the field.
/// </summary>
internal readonly struct Fields
{
    private const int LongestName = 256;

    private readonly JsonElement element;
    private readonly string path;

    /// <param name="path">Of the object in its event; empty for the event itself.</param>
    public Fields(JsonElement element, string path)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            throw Wrong(path, "an object");
        }

        (this.element, this.path) = (element, path);
    }

    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>Whether it is there, null or not.</summary>
    public bool Has(string name) => element.TryGetProperty(name, out _);

    public bool IsNull(string name) => element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Null;

    /// <returns>Null when it is absent or null.</returns>
    public JsonElement? Find(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    public Fields? Object(string name) => Find(name) is { } value ? new Fields(value, PathOf(name)) : null;

    public IReadOnlyList<Fields>? Objects(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        var where = PathOf(name);
        return value.ValueKind is JsonValueKind.Array
            ? [.. value.EnumerateArray().Select((e, i) => new Fields(e, $"{where}[{i}]"))]
            : throw Wrong(where, "an array");
    }

    public string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => ReadText(value, PathOf(name)),
        _ => throw Wrong(PathOf(name), "a string"),
    };

    /// <summary>Of an engine, a voice, a language: no text that could go on for ever.</summary>
    public string? Name(string name) => Text(name) switch
    {
        { Length: > LongestName } => throw Wrong(PathOf(name), $"at most {LongestName} characters long"),
        var text => text,
    };

    public string Needed(string name) =>
        Text(name) ?? throw new WireFault("missing_required_parameter", $"'{PathOf(name)}' is missing.", PathOf(name));

    public bool? Flag(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True or JsonValueKind.False } value => value.GetBoolean(),
        _ => throw Wrong(PathOf(name), "true or false"),
    };

    public double? Number(string name, double from, double to)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        var wanted = string.Create(null, $"a number from {from} to {to}");
        return value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) && number >= from && number <= to
            ? number
            : throw Wrong(PathOf(name), wanted);
    }

    public int? Whole(string name, int from, int to) => Number(name, from, to) switch
    {
        null => null,
        { } number when number == Math.Truncate(number) => (int)number,
        _ => throw Wrong(PathOf(name), "a whole number"),
    };

    /// <summary>Strings of an array.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        var where = PathOf(name);
        return value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(e => e.ValueKind is JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(e => ReadText(e, where))]
            : throw Wrong(where, "an array of strings");
    }

    public WireFault Invalid(string name, string wanted) => Wrong(PathOf(name), wanted);

    private static WireFault Wrong(string where, string wanted) => where.Length == 0
        ? new WireFault("invalid_event", $"An event is {wanted}.")
        : new WireFault("invalid_value", $"'{where}' has to be {wanted}.", where);

    private static string ReadText(JsonElement value, string where)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException) // Half a surrogate pair.
        {
            throw Wrong(where, "a string of whole characters");
        }
    }
}
