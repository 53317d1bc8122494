using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Server.Realtime.Speaking;

/// <summary>Moves nothing for a client that shows no face.</summary>
internal sealed class WantedAnimator(IAnimator animator, Func<bool> isWanted) : IAnimator
{
    public FaceMotion Animate(SpeechChunk chunk) => isWanted() ? animator.Animate(chunk) : new FaceMotion(0, 0);
}
