using LinlyTalker.Server.Realtime.Protocol;

namespace LinlyTalker.Server.Realtime.Sending;

/// <summary>Tells one client, in its dialect.</summary>
internal sealed class Wire(Outbox outbox, Dialect dialect)
{
    public Dialect Dialect => dialect;

    public Outbox Outbox => outbox;

    /// <summary>Whether the client knows the events of an avatar.</summary>
    public bool KnowsAvatar { get; set; }

    public void Tell(ServerEvent item, bool urgent = false)
    {
        if (item is AvatarEvent && !KnowsAvatar)
        {
            return;
        }

        if (EventCodec.Write(item, dialect) is { } message)
        {
            outbox.Add(message, urgent: urgent);
        }
    }

    /// <param name="eventId">Of the client's event that it answers.</param>
    public void TellFault(WireFault fault, string? eventId) => Tell(new ErrorEvent(fault.Body(eventId)));
}
