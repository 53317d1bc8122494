using LinlyTalker.Core.Echo;

namespace LinlyTalker.Core.Conversations;

/// <summary>A conversation's speech as an echo canceller's reference.</summary>
public static class EchoReference
{
    /// <summary>The client takes the item; its sound begins to play, pauses or stops.</summary>
    public static void Follow(this PlayedSound played, ConversationEvent item)
    {
        switch (item)
        {
            case Spoke spoke:
                played.Play(item.Turn, spoke.Chunk.Audio);
                break;
            case Paused or Resumed:
                played.Pause(item is Paused);
                break;
            case Interrupted:
                played.Stop(item.Turn);
                break;
        }
    }
}
