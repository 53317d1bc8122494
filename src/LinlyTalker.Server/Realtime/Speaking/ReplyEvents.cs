using LinlyTalker.Server.Realtime.Protocol;
using LinlyTalker.Server.Realtime.Sending;
using LinlyTalker.Server.Realtime.Items;

namespace LinlyTalker.Server.Realtime.Speaking;

/// <summary>The events of a response in the order that clients expect: announced, begun, given, done.</summary>
internal sealed class ReplyEvents(Wire wire, ItemStore items, string conversation)
{
    public void Begin(Response response)
    {
        var body = response.Item.Describe(wire.Dialect, "in_progress") with { Content = [] };
        wire.Tell(new ResponseEvent("response.created", response.Describe(wire.Dialect, conversation)));
        wire.Tell(new OutputItemEvent("response.output_item.added", response.Id, 0, body));
        wire.Tell(new ItemEvent("conversation.item.added", items.Add(response.Item), body));
        var part = response.Speaks ? new PartBody("audio") { Transcript = "" } : new PartBody("text") { Text = "" };
        wire.Tell(new PartEvent("response.content_part.added", response.Id, response.Item.Id, 0, 0, part));
    }

    public void Write(Response response, string text)
    {
        response.Append(text);
        wire.Tell(Delta(response, response.Speaks ? "response.output_audio_transcript.delta" : "response.output_text.delta", text));
    }

    /// <summary>The bytes of a message with a stretch of sound.</summary>
    public byte[] Sound(Response response, Stretch stretch) =>
        EventCodec.Write(Delta(response, "response.output_audio.delta", Convert.ToBase64String(stretch.Bytes)), wire.Dialect)!;

    /// <summary>Its status is known.</summary>
    public void End(Response response)
    {
        var (id, item) = (response.Id, response.Item);
        item.IsComplete = response.Status == "completed";
        if (response.Speaks)
        {
            wire.Tell(new DoneEvent("response.output_audio.done", id, item.Id, 0, 0));
            wire.Tell(new DoneEvent("response.output_audio_transcript.done", id, item.Id, 0, 0) { Transcript = response.Text });
        }
        else
        {
            wire.Tell(new DoneEvent("response.output_text.done", id, item.Id, 0, 0) { Text = response.Text });
        }

        var part = response.Speaks ? new PartBody("audio") { Transcript = response.Text } : new PartBody("text") { Text = response.Text };
        wire.Tell(new PartEvent("response.content_part.done", id, item.Id, 0, 0, part));
        wire.Tell(new OutputItemEvent("response.output_item.done", id, 0, item.Describe(wire.Dialect)));
        wire.Tell(new ItemEvent("conversation.item.done", null, item.Describe(wire.Dialect)));
        wire.Tell(new ResponseEvent("response.done", response.Describe(wire.Dialect, conversation)));
    }

    private static DeltaEvent Delta(Response response, string type, string delta) =>
        new(type, response.Id, response.Item.Id, 0, 0, delta);
}
