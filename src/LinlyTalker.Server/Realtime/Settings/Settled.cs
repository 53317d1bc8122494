using LinlyTalker.Server.Callers;
using LinlyTalker.Server.Realtime.Protocol;

namespace LinlyTalker.Server.Realtime.Settings;

/// <summary>What the holder of a key settled for a session before it began.</summary>
internal sealed class Settled(SessionPreset preset)
{
    /// <exception cref="WireFault">It is no object.</exception>
    public Fields Session { get; } = new(preset.Session, "session");

    /// <summary>Null: the client chooses.</summary>
    public string? Model => Session.Text("model");

    /// <param name="after">As the client would have it.</param>
    /// <exception cref="WireFault">That changes what is locked.</exception>
    public void Allow(SessionSettings after)
    {
        if (preset.IsLocked && after.Change(Session) != after)
        {
            throw Locked("session");
        }
    }

    /// <summary>Instructions that come another way than by the session's settings.</summary>
    /// <exception cref="WireFault">Those of the session are locked.</exception>
    public void AllowInstructions(string parameter)
    {
        if (preset.IsLocked && Session.Has("instructions"))
        {
            throw Locked(parameter);
        }
    }

    private static WireFault Locked(string parameter) =>
        new("session_locked", "Whoever made the token of this session settled that and locked it; leave it as it is.", parameter);
}
