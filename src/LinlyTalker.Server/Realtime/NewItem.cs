using LinlyTalker.Core.Flow;
using LinlyTalker.Server.Realtime.Audio;
using LinlyTalker.Server.Realtime.Items;
using LinlyTalker.Server.Realtime.Protocol;

namespace LinlyTalker.Server.Realtime;

/// <summary>An item as a client brings it.</summary>
/// <param name="Sound">Where it is said, and its words are not given.</param>
internal sealed record NewItem(Item Item, AudioChunk? Sound)
{
    private const int LongestId = 64;

    public static NewItem Read(Fields fields, int longestText, SoundFormat format)
    {
        if (fields.Text("type") is not (null or "message"))
        {
            throw new WireFault("unsupported", "Only items of type 'message' are served; no engine here calls functions.", fields.PathOf("type"));
        }

        var role = fields.Needed("role") switch
        {
            "user" => ItemRole.User,
            "assistant" => ItemRole.Assistant,
            "system" => ItemRole.System,
            _ => throw fields.Invalid("role", "'user', 'assistant' or 'system'"),
        };
        var id = fields.Text("id") ?? Ids.New("item");
        if (id.Length is 0 or > LongestId)
        {
            throw fields.Invalid("id", $"1 to {LongestId} characters long");
        }

        var parts = fields.Objects("content")
            ?? throw new WireFault("missing_required_parameter", $"'{fields.PathOf("content")}' is missing.", fields.PathOf("content"));
        var (text, sound) = Content(fields, parts, format);
        if (text.Length > longestText)
        {
            throw fields.Invalid("content", $"at most {longestText} characters long");
        }

        return sound is not null && role is not ItemRole.User
            ? throw fields.Invalid("content", "text, for any but the user")
            : new NewItem(new Item(id, role, sound is not null) { Text = sound is null ? text : null }, sound);
    }

    private static (string Text, AudioChunk? Sound) Content(Fields item, IReadOnlyList<Fields> parts, SoundFormat format)
    {
        var texts = new List<string>();
        var samples = new List<float>();
        foreach (var part in parts)
        {
            switch (part.Needed("type"))
            {
                case "input_text" or "output_text" or "text":
                    texts.Add(part.Needed("text"));
                    break;
                case "input_audio" or "output_audio" or "audio" when part.Text("transcript") is { Length: > 0 } transcript:
                    texts.Add(transcript);
                    break;
                case "input_audio":
                    samples.AddRange(Decode(part, format));
                    break;
                default:
                    throw part.Invalid("type", "'input_text', 'output_text' or 'input_audio'");
            }
        }

        return texts.Count > 0 && samples.Count > 0
            ? throw item.Invalid("content", "text or sound, not both")
            : (string.Join('\n', texts), samples.Count == 0 ? null : new AudioChunk(samples.ToArray(), format.SampleRate(), 0));
    }

    private static float[] Decode(Fields part, SoundFormat format)
    {
        var audio = part.Find("audio")
            ?? throw new WireFault("missing_required_parameter", $"'{part.PathOf("audio")}' is missing.", part.PathOf("audio"));
        return audio.ValueKind is System.Text.Json.JsonValueKind.String
            && audio.TryGetBytesFromBase64(out var bytes)
            && bytes.Length % format.BytesPerSample() == 0
            ? WireSound.Decode(bytes, format)
            : throw part.Invalid("audio", $"whole samples of {format.Name()} in Base64");
    }
}
