using LinlyTalker.Core.Conversations;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.Health;
using LinlyTalker.Server.Realtime.Protocol;
using LinlyTalker.Server.Realtime.Sending;
using LinlyTalker.Server.Realtime.Settings;

namespace LinlyTalker.Server.Realtime.Picture;

/// <summary>
/// The picture of a session, while its client wants it drawn here. When it fails the session goes on without, and the client
/// is told. Not for several threads: the session's lock is held by whoever calls.
/// </summary>
/// <param name="moves">Whether speech comes with motion.</param>
/// <param name="gate">The session's lock.</param>
/// <param name="sent">Fires when the client has taken something.</param>
internal sealed class PictureSide(
    PictureSource source, bool moves, Lock gate, Wire wire, Signal sent, ServerMeter meter, TimeProvider time)
{
    private Performance? performance;
    private Task ended = Task.CompletedTask;

    /// <exception cref="WireFault">It cannot be shown.</exception>
    public void Check(AvatarSettings? wanted) => source.Check(wanted);

    /// <summary>From now on this is shown; what failed is tried anew.</summary>
    public void Change(AvatarSettings? avatar)
    {
        var wanted = avatar is { Mode: AvatarMode.Video } ? avatar : null;
        if (wanted is null || performance?.Shows(wanted) is not true)
        {
            Leave();
            performance = wanted is null ? null : new Performance(source, wanted, moves, wire, sent, meter, time, ended, Fail);
            ended = performance?.Ended ?? ended;
        }

        if (performance is not null)
        {
            performance.Binary = wanted!.Binary;
        }
    }

    public void Take(ConversationEvent item) => performance?.Take(item);

    /// <param name="position">In samples of the voice since the reply's speech began; the greatest: all of it.</param>
    public void ReportPlayed(int turn, long position)
    {
        if (position < long.MaxValue)
        {
            performance?.ReportPlayed(turn, position);
        }
    }

    /// <exception cref="WireFault">There is no picture.</exception>
    public void RequestKeyFrame()
    {
        if (performance is not { HasFailed: false })
        {
            throw new WireFault("no_video", "This session has no picture; ask for it with session.avatar.mode 'video'.");
        }

        performance.RequestKeyFrame();
    }

    /// <summary>Ends it for good.</summary>
    /// <returns>Ends when its encoder is given back.</returns>
    public Task EndAsync()
    {
        Leave();
        return ended;
    }

    private void Leave()
    {
        performance?.Leave();
        performance = null;
        wire.Outbox.DropPictures();
    }

    private void Fail(Exception failure)
    {
        if (!ClientSentence.IsForClients(failure))
        {
            Fault.Tell(source.Log, "The picture of a live session failed", failure);
        }

        meter.Degrade(Organ.Face);
        var reason = ClientSentence.Of(failure, "The picture failed; the server's log says why.");
        lock (gate)
        {
            wire.Tell(new AvatarDegraded("face", reason));
        }
    }
}
