using LinlyTalker.Server.Realtime.Protocol;

namespace LinlyTalker.Server.Realtime.Sending;

/// <summary>What the avatar does, told when it changes.</summary>
internal sealed class StateTeller(Wire wire)
{
    private (string State, int Turn) last = ("idle", 0);

    public void Listen(int turn, string itemId) => Tell("listening", turn, null, itemId);

    public void Think(int turn, string responseId, string itemId) => Tell("thinking", turn, responseId, itemId);

    public void Speak(int turn, string responseId, string itemId) => Tell("speaking", turn, responseId, itemId);

    /// <summary>It does that no more, if it is what it does.</summary>
    public void Rest(int turn, string after)
    {
        if (last == (after, turn))
        {
            Tell("idle", turn, null, null);
        }
    }

    /// <summary>To a client that has just asked for it.</summary>
    public void TellAgain() => wire.Tell(new AvatarState(last.State, last.Turn));

    private void Tell(string state, int turn, string? responseId, string? itemId)
    {
        if (last != (state, turn))
        {
            last = (state, turn);
            wire.Tell(new AvatarState(state, turn) { ResponseId = responseId, ItemId = itemId });
        }
    }
}
