using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Server.Realtime.Picture;

/// <summary>Draws an avatar that is opened when drawing begins: a session does not wait for it.</summary>
internal sealed class ChosenRenderer(IAvatars avatars, string id, UserId user) : IRenderer
{
    public async IAsyncEnumerable<VideoFrame> RenderAsync(
        IAsyncEnumerable<FaceMoment> moments, RenderOptions options, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var renderer = await avatars.RendererAsync(id, user, cancellation).ConfigureAwait(false);
        await foreach (var frame in renderer.RenderAsync(moments, options, cancellation).ConfigureAwait(false))
        {
            yield return frame;
        }
    }
}
