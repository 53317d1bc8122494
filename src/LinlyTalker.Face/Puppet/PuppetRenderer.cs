using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Face.Motion;
using LinlyTalker.Face.Rendering;

namespace LinlyTalker.Face.Puppet;

/// <summary>
/// Shows a photo speaking: the photo itself, warped by the motion, with a drawn mouth behind its lips. Idle and speech
/// run on one clock; the same moments and seed give the same pictures.
/// </summary>
/// <param name="avatar">Whose face.</param>
/// <param name="seed">Of the idle motion: two faces side by side should not blink together.</param>
public sealed class PuppetRenderer(PortraitAvatar avatar, int seed = 1) : IRenderer
{
    public async IAsyncEnumerable<VideoFrame> RenderAsync(
        IAsyncEnumerable<FaceMoment> moments,
        RenderOptions options,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (options.Size is < 64 or > 4096 || options.Size % 2 != 0)
        {
            throw new ArgumentException($"A picture's side is even and between 64 and 4096; {options.Size} was asked for.");
        }

        if (options.FramesPerSecond is < 1 or > 120)
        {
            throw new ArgumentException($"{options.FramesPerSecond} frames a second were asked for; 1 to 120 can be had.");
        }

        var painter = new PuppetPainter(avatar.For(options.Size));
        var label = options.Label ? new SyntheticLabel(options.Size, options.Size) : null;
        var idle = new IdleMotion(seed);
        var clock = new FaceClock(idle, options.FramesPerSecond);
        var weights = new float[FaceMotion.ChannelCount];
        await foreach (var moment in moments.WithCancellation(cancellation).ConfigureAwait(false))
        {
            var (first, end) = clock.FramesOf(moment.Audio);
            for (var frame = first; frame < end; frame++)
            {
                cancellation.ThrowIfCancellationRequested();
                var seconds = clock.Seconds(frame);
                clock.Read(moment, seconds, weights);
                if (!moment.IsShown)
                {
                    continue;
                }

                painter.Paint(weights, idle.Sway(seconds));
                label?.Draw(painter.Frame);
                var rate = moment.Audio.SampleRate;
                var video = new VideoFrame(options.Size, options.Size, clock.Position(frame, rate), rate);
                I420Converter.Convert(painter.Frame, video.Y, video.U, video.V);
                yield return video;
            }
        }
    }
}
