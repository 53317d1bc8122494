using LinlyTalker.Core.Flow;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Evaluation;

/// <summary>A video frame as a picture: what a viewer's screen makes of it (BT.601 limited range).</summary>
public static class FramePicture
{
    public static Picture Of(VideoFrame frame)
    {
        var picture = new Picture(frame.Width, frame.Height);
        var pixels = picture.Pixels;
        ReadOnlySpan<byte> lumas = frame.Y, blues = frame.U, reds = frame.V;
        for (int y = 0, at = 0; y < frame.Height; y++)
        {
            for (var x = 0; x < frame.Width; x++, at += 3)
            {
                var luma = 1.164383f * (lumas[(y * frame.Width) + x] - 16);
                var chroma = (y / 2 * (frame.Width / 2)) + (x / 2);
                float blue = blues[chroma] - 128, red = reds[chroma] - 128;
                pixels[at] = Level(luma + (1.596027f * red));
                pixels[at + 1] = Level(luma - (0.391762f * blue) - (0.812968f * red));
                pixels[at + 2] = Level(luma + (2.017232f * blue));
            }
        }

        return picture;
    }

    private static byte Level(float value) => (byte)Math.Clamp(value + 0.5f, 0, 255);
}
