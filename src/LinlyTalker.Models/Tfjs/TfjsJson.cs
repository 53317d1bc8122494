using System.Text;
using System.Text.Json;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Models.Tfjs;

/// <summary>Reads model.json so that whatever is missing or of another kind is named.</summary>
internal static class TfjsJson
{
    public static JsonElement Get(this JsonElement element, string name) =>
        element.Find(name) ?? throw new ModelFormatException($"'{name}' is missing in the TensorFlow.js model.");

    public static JsonElement? Find(this JsonElement element, string name) => Unicode(() =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : (JsonElement?)null);

    public static string Text(this JsonElement element) =>
        element.ValueKind == JsonValueKind.String
            ? Unicode(() => element.GetString()!)
            : throw Not("a text", element);

    /// <summary>Text that protobuf's JSON form keeps as bytes in base 64.</summary>
    public static string Base64Text(this JsonElement element)
    {
        var text = element.Text();
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? Encoding.ASCII.GetString(bytes, 0, length)
            : throw Not("a text in base 64", element);
    }

    /// <summary>A whole number; protobuf's JSON form writes 64-bit ones as texts.</summary>
    public static int Integer(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetInt32(out var value) => value,
        JsonValueKind.String when int.TryParse(element.Text(), out var value) => value,
        _ => throw Not("a whole number", element),
    };

    public static double Number(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) ? value : throw Not("a number", element);

    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw Not("a list", element);

    public static int[] Integers(this JsonElement element) => [.. element.Items().Select(Integer)];

    /// <summary>A text may parse as JSON and yet not be Unicode; it is decoded only here.</summary>
    private static T Unicode<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException error)
        {
            throw new ModelFormatException("The TensorFlow.js model has a text that is not Unicode.", error);
        }
    }

    private static ModelFormatException Not(string what, JsonElement element)
    {
        var text = element.GetRawText();
        return new ModelFormatException($"The TensorFlow.js model has {(text.Length < 60 ? text : text[..60] + "…")} where {what} belongs.");
    }
}
