namespace LinlyTalker.Server.Realtime.Protocol;

/// <summary>Which names of events, and which shapes of objects, a client knows.</summary>
internal enum Dialect
{
    /// <summary>The present one.</summary>
    General,

    /// <summary>The first version, for clients that send <c>OpenAI-Beta: realtime=v1</c>.</summary>
    Beta,
}

internal static class EventNames
{
    /// <summary>Where the first version had another name; null: it had no such event.</summary>
    private static readonly Dictionary<string, string?> Beta = new()
    {
        ["conversation.item.added"] = "conversation.item.created",
        ["conversation.item.done"] = null,
        ["response.output_audio.delta"] = "response.audio.delta",
        ["response.output_audio.done"] = "response.audio.done",
        ["response.output_audio_transcript.delta"] = "response.audio_transcript.delta",
        ["response.output_audio_transcript.done"] = "response.audio_transcript.done",
        ["response.output_text.delta"] = "response.text.delta",
        ["response.output_text.done"] = "response.text.done",
    };

    /// <returns>Null: this client is not told.</returns>
    public static string? In(this string name, Dialect dialect) =>
        dialect is Dialect.Beta && Beta.TryGetValue(name, out var old) ? old : name;
}
