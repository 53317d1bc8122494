namespace LinlyTalker.Client.Events;

/// <summary>What a server tells, named as in OpenAI's realtime events and our <c>avatar.*</c>.</summary>
public abstract record RealtimeEvent
{
    /// <summary>When it came: a timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
    public long Received { get; init; }
}

/// <summary><c>session.created</c>: the first of every connection.</summary>
public sealed record SessionStarted(string Session) : RealtimeEvent;

/// <summary><c>session.updated</c>.</summary>
public sealed record SessionChanged : RealtimeEvent;

/// <summary>The connection was lost and made again; the server knows nothing of what was said before.</summary>
public sealed record Reconnected(int Attempt) : RealtimeEvent;

/// <summary><c>error</c>; the session goes on.</summary>
public sealed record ServerError(string Code, string Message) : RealtimeEvent;

/// <summary>An event that this client has no type for.</summary>
public sealed record OtherEvent(string Type) : RealtimeEvent;
