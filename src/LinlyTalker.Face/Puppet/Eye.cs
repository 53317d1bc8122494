using System.Numerics;
using LinlyTalker.Face.Rendering;

namespace LinlyTalker.Face.Puppet;

/// <summary>
/// Blinks and looks, painted into the picture before it is warped: squashing the eye's mesh would squash the eyeball.
/// The lid is drawn from the skin above the lashes and, lower down, from the mirror image of the skin below the eye;
/// the eyeball stays where it is. What does not change is computed once for each pixel of a rectangle about the eye.
/// </summary>
internal sealed class Eye
{
    private readonly Site[] sites; // (height, width)
    private readonly int left;
    private readonly int top;
    private readonly int width;
    private readonly int height;
    private readonly Raster picture;
    private readonly EyeShape shape;
    private readonly SoftPatch band;
    private readonly SoftPatch skin;
    private readonly Vector4 lash;

    public Eye(EyeShape shape, Raster picture)
    {
        this.shape = shape;
        this.picture = picture;
        var w = shape.Width;
        left = Math.Max(0, (int)(shape.Middle.X - (0.72f * w)));
        top = Math.Max(0, (int)(shape.Middle.Y - (0.75f * w)));
        width = Math.Max(0, Math.Min(picture.Width, (int)(shape.Middle.X + (0.72f * w)) + 1) - left);
        height = Math.Max(0, Math.Min(picture.Height, (int)(shape.Middle.Y + (0.55f * w)) + 1) - top);
        band = new(picture, left, top, width, height, 0.04f * w);
        skin = new(picture, left, top, width, height, 0.02f * w);

        var dark = shape.Lashes.Select(picture.At).ToArray();
        lash = new(
            MathF.Min(60, dark.Select(c => c.X).Order().Take(3).Average()),
            MathF.Min(60, dark.Select(c => c.Y).Order().Take(3).Average()),
            MathF.Min(60, dark.Select(c => c.Z).Order().Take(3).Average()),
            255);
        sites = new Site[width * height];
        for (var i = 0; i < sites.Length; i++)
        {
            sites[i] = new(shape, shape.Local(new(left + (i % width), top + (i / width))));
        }
    }

    public EyeShape Shape => shape;

    /// <summary>Of the rectangle that is painted, in pixels of the picture.</summary>
    public int Left => left;

    public int Top => top;

    public int Width => width;

    public int Height => height;

    /// <summary>How much a pixel of the rectangle moves with the gaze.</summary>
    public float EyeballAt(int x, int y) => sites[(y * width) + x].Eyeball;

    /// <summary>What a lid makes of a colour at a pixel of the rectangle: an affine map of the colour.</summary>
    public Vector4 Shut(Vector4 colour, int x, int y, float shut) => Shut(colour, sites[(y * width) + x], shut);

    /// <summary>Paints the eye anew.</summary>
    /// <param name="shut">0 open as in the photo, 1 shut.</param>
    /// <param name="gaze">How far the eyeball is turned, in eye widths, along the eye and down.</param>
    /// <param name="target">The picture that is to be warped.</param>
    public void Paint(float shut, Vector2 gaze, Raster target)
    {
        var looks = gaze.Length() > 0.004f;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var site = sites[(y * width) + x];
                var colour = Raster.Unpack(picture[left + x, top + y]);
                if (looks && site.Eyeball > 0)
                {
                    var from = shape.ToPicture(
                        site.At.X - (gaze.X * shape.Width * site.Eyeball), site.At.Y - (gaze.Y * shape.Width * site.Eyeball));
                    colour = CubicSample.At(picture, from.X, from.Y);
                }

                if (shut > 0.01f)
                {
                    colour = Shut(colour, site, shut);
                }

                target[left + x, top + y] = Raster.Pack(colour);
            }
        }
    }

    private Vector4 Shut(Vector4 colour, in Site site, float shut)
    {
        var w = shape.Width;
        var edge = site.Upper + ((site.Lower - site.Upper) * 0.96f * shut);
        var y = site.At.Y;
        if (y < site.Crease - (0.03f * w) || y > edge + (0.16f * w))
        {
            return colour;
        }

        var closing = Smooth.Step(0, 0.10f * w, edge - site.Upper);
        var cover = Smooth.Step(-0.03f * w, 0.05f * w, y - site.Crease) * (1 - Smooth.Step(-0.02f * w, 0.02f * w, y - edge))
            * site.Taper * MathF.Max(closing, Smooth.Step(0.2f, 0.7f, shut) * Smooth.Step(0.7f, 1, site.Aside));
        if (cover > 0.003f)
        {
            colour = Vector4.Lerp(colour, Lid(site, edge, shut), cover);
        }

        var line = Smooth.Bell((y - edge - (0.005f * w)) / (0.030f * w)) * Smooth.Step(0.12f, 0.5f, shut)
            * (1 - Smooth.Step(0.82f, 1.02f, site.Aside)) * (0.55f + (0.45f * (1 - Smooth.Step(0, 0.9f, site.Aside)))) * 0.85f;
        colour = Vector4.Lerp(colour, lash, line);

        // The lid's shadow on the eyeball.
        return y >= edge && y < site.Lower ? colour * (1 - (0.22f * Smooth.Bell((y - edge) / (0.05f * w)) * closing)) : colour;
    }

    private Vector4 Lid(in Site site, float edge, float shut)
    {
        var w = shape.Width;
        var t = Math.Clamp((site.At.Y - site.Crease) / MathF.Max(edge - site.Crease, 1e-3f), 0, 1);
        var above = band.Sample(shape.ToPicture(site.At.X, site.Upper - (0.10f * w) - (0.07f * w * (1 - t))));
        var below = skin.Sample(shape.ToPicture(
            site.At.X, site.Lower + (0.12f * w) + (0.7f * MathF.Max(edge - site.At.Y, 0))));
        var colour = Vector4.Lerp(above, below, 0.7f * Smooth.Step(0.05f, 0.75f, t));

        // The lid's roundness, the shade towards its edge, and a faint crease.
        return colour * (1 + (0.05f * (1 - MathF.Abs((2 * t) - 1))) - (0.12f * shut * Smooth.Step(0.45f, 1, t))
            - (0.06f * Smooth.Bell(t / 0.10f)));
    }

    /// <summary>One pixel about the eye.</summary>
    private readonly struct Site
    {
        public Site(EyeShape shape, Vector2 at)
        {
            var w = shape.Width;
            At = at;
            Upper = shape.Upper.At(at.X);
            Lower = shape.Lower.At(at.X);
            Crease = MathF.Min(shape.Crease.At(at.X), Upper - (0.12f * w));
            Aside = MathF.Abs(at.X) / (w * 0.5f);
            Taper = 1 - Smooth.Step(1.0f, 1.30f, Aside);
            Eyeball = Smooth.Step(0, 0.06f * w, at.Y - Upper) * Smooth.Step(0, 0.06f * w, Lower - at.Y)
                * (1 - Smooth.Step(0.45f, 0.95f, Aside));
        }

        /// <summary>From the eye's middle, along and across it, in pixels.</summary>
        public Vector2 At { get; }

        public float Upper { get; }

        public float Lower { get; }

        public float Crease { get; }

        /// <summary>0 in the middle, 1 at the corners.</summary>
        public float Aside { get; }

        public float Taper { get; }

        /// <summary>1 on the visible eyeball, fading towards the lids.</summary>
        public float Eyeball { get; }
    }

    /// <summary>The picture about an eye, blurred, with a margin to look into.</summary>
    private sealed class SoftPatch
    {
        private const int Margin = 8;

        private readonly Raster pixels;
        private readonly Vector2 origin;

        public SoftPatch(Raster picture, int left, int top, int width, int height, float sigma)
        {
            pixels = new(width + (2 * Margin), height + (2 * Margin));
            origin = new(left - Margin, top - Margin);
            for (var y = 0; y < pixels.Height; y++)
            {
                for (var x = 0; x < pixels.Width; x++)
                {
                    pixels[x, y] = picture[
                        Math.Clamp(left - Margin + x, 0, picture.Width - 1), Math.Clamp(top - Margin + y, 0, picture.Height - 1)];
                }
            }

            pixels = GaussianBlur.Blur(pixels, MathF.Max(0.3f, sigma));
        }

        public Vector4 Sample(Vector2 at) => pixels.Sample(at.X - origin.X, at.Y - origin.Y);
    }
}
