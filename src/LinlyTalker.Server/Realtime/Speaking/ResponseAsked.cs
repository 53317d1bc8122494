using LinlyTalker.Server.Realtime.Protocol;
using LinlyTalker.Server.Realtime.Settings;

namespace LinlyTalker.Server.Realtime.Speaking;

/// <summary>How a client asked for a reply.</summary>
/// <param name="Speaks">Null: as the session does.</param>
internal sealed record ResponseAsked(bool? Speaks, string? Instructions, IReadOnlyDictionary<string, string>? Metadata)
{
    private const int MostMetadata = 16;
    private const int LongestMetadata = 512;

    /// <param name="response">Of a <c>response.create</c>; null: as the session is.</param>
    /// <exception cref="WireFault">A field is wrong, or asks for what is not served.</exception>
    public static ResponseAsked Read(Fields? response)
    {
        if (response is not { } fields)
        {
            return new ResponseAsked(null, null, null);
        }

        if (fields.Text("conversation") is "none" || fields.Has("input"))
        {
            throw new WireFault(
                "unsupported", "A response outside of the conversation, or to other input, is not served; create its items first.", fields.PathOf("conversation"));
        }

        return new ResponseAsked(
            SettingsReader.Speaks(fields, "output_modalities") ?? SettingsReader.Speaks(fields, "modalities"),
            SettingsReader.Instructions(fields),
            Metadatas(fields));
    }

    private static Dictionary<string, string>? Metadatas(Fields fields)
    {
        if (fields.Find("metadata") is not { } value)
        {
            return null;
        }

        var metadata = new Fields(value, fields.PathOf("metadata"));
        var pairs = value.EnumerateObject().Select(p => p.Name).Distinct().ToDictionary(n => n, n => metadata.Text(n) ?? "");
        return pairs.Count <= MostMetadata && pairs.All(p => p.Key.Length + p.Value.Length <= LongestMetadata)
            ? pairs
            : throw fields.Invalid("metadata", $"at most {MostMetadata} pairs of {LongestMetadata} characters");
    }
}
