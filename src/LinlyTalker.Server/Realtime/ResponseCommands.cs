using LinlyTalker.Core.Conversations;
using LinlyTalker.Server.Realtime.Items;
using LinlyTalker.Server.Realtime.Protocol;
using LinlyTalker.Server.Realtime.Speaking;

namespace LinlyTalker.Server.Realtime;

/// <summary>Replies that a client asks for, stops, and says how far it has played.</summary>
internal sealed class ResponseCommands(LiveSession session)
{
    private const int Day = 24 * 3600 * 1000;

    public void Create(Fields fields, string? eventId)
    {
        lock (session.Gate)
        {
            if (session.Settings.TranscribesOnly)
            {
                throw new WireFault("unsupported", "This session transcribes only; set session.type to 'realtime' for replies.");
            }

            if (session.Speaking.Active is { } active)
            {
                throw new WireFault(
                    "conversation_already_has_active_response", $"{active.Id} is in progress; wait for its response.done, or cancel it.");
            }

            if (session.Hearing.Waiting >= session.Options.RememberedItems)
            {
                throw new WireFault("too_much_at_once", "Too many requests wait for what is being heard; go on when it is known.");
            }

            var asked = ResponseAsked.Read(fields.Object("response"));
            if (asked.Instructions is not null)
            {
                session.Settled?.AllowInstructions("response.instructions");
            }

            session.Hearing.WhenKnown(() => Respond(asked, eventId));
        }
    }

    public void Cancel(Fields fields)
    {
        lock (session.Gate)
        {
            var id = fields.Text("response_id");
            if (session.Speaking.Active is not { } active || (id is not null && id != active.Id))
            {
                throw new WireFault(
                    "response_cancel_not_active", "There is no such response in progress.", id is null ? null : "response_id");
            }

            Stop();
        }
    }

    /// <summary>Stops what is made, and what was made and still sounds at the client.</summary>
    public void Clear()
    {
        lock (session.Gate)
        {
            Stop();
            session.Wire.Tell(new PlainEvent("output_audio_buffer.cleared"));
        }
    }

    public void Played(Fields fields)
    {
        lock (session.Gate)
        {
            var item = session.Items.Get(fields.Needed("item_id"));
            session.Play(item, fields.Whole("audio_end_ms", 0, Day)
                ?? throw new WireFault("missing_required_parameter", "'audio_end_ms' is missing.", "audio_end_ms"));
        }
    }

    private void Stop()
    {
        session.Speaking.Cancel();
        session.Conversation.Interrupt();
    }

    /// <summary>The lock is held.</summary>
    private void Respond(ResponseAsked asked, string? eventId)
    {
        if (session.HasQuestion)
        {
            session.Speaking.Ask(asked);
            session.Conversation.Respond(new ReplyWishes { Speak = asked.Speaks, Instructions = asked.Instructions });
        }
        else if (asked.Instructions is { Length: > 0 } instructions)
        {
            session.Speaking.Ask(asked);
            session.Speaking.Question = (Tokens.Of(instructions), 0);
            session.Conversation.Ask(instructions);
        }
        else
        {
            session.Wire.TellFault(
                new WireFault(
                    "nothing_to_answer",
                    "Every line of the user has its reply; create an item, or say in response.instructions what to say."),
                eventId);
        }
    }
}
