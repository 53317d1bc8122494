using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Organs;

/// <summary>Moves: what is said becomes how the face moves.</summary>
public interface IAnimator
{
    /// <summary>
    /// The motion of the frames that fall into the chunk's audio. A pure function of the chunk: frames stand on
    /// the reply's own grid, so motions of successive chunks join without a gap.
    /// </summary>
    FaceMotion Animate(SpeechChunk chunk);
}
