using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Face.Avatars;

/// <summary>Draws until the avatar is deleted.</summary>
internal sealed class RevocableRenderer(IRenderer renderer, CancellationToken deleted) : IRenderer
{
    public async IAsyncEnumerable<VideoFrame> RenderAsync(
        IAsyncEnumerable<FaceMoment> moments, RenderOptions options, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var frame in renderer.RenderAsync(moments, options, cancellation).ConfigureAwait(false))
        {
            if (deleted.IsCancellationRequested)
            {
                frame.Dispose();
                throw new UnknownNameException("This avatar was deleted by its owner and is shown no more; choose another.");
            }

            yield return frame;
        }
    }
}
