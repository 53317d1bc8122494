using System.Numerics;
using LinlyTalker.Face.Package;
using LinlyTalker.Face.Rendering;
using LinlyTalker.Media.Images;

namespace LinlyTalker.SystemTests.Face.Package;

/// <summary>The mouth's inside as docs/avatar-package.md tells a client's shader to draw it.</summary>
internal sealed class PackageMouthDrawer(AvatarPackage package)
{
    private const int Columns = 128;

    private readonly PackageHead head = package.Head;
    private readonly Picture upperTeeth = package.Image(package.Head.Mouth.UpperTeeth.Image);
    private readonly Picture lowerTeeth = package.Image(package.Head.Mouth.LowerTeeth.Image);
    private readonly Picture? ownTeeth = package.Head.Mouth.Own is { } own ? package.Image(own.Image) : null;

    public void Draw(Raster frame, Vector2[] positions, PackageDrawer.Pose pose, Dictionary<string, float> handles)
    {
        var mouth = head.Mouth;
        Vector2 middle = PackageDrawer.Point(mouth.Origin), right = PackageDrawer.Point(mouth.Right), down = PackageDrawer.Point(mouth.Down);
        var origin = pose.Apply(new(middle, mouth.Depth));
        var along = pose.Apply(new(middle + (head.Unit * right), mouth.Depth)) - origin;
        var across = pose.Apply(new(middle + (head.Unit * down), mouth.Depth)) - origin;
        Assert.True(Matrix3x2.Invert(new(along.X, along.Y, across.X, across.Y, origin.X, origin.Y), out var local));
        var upper = Array.ConvertAll(mouth.Upper, i => Vector2.Transform(positions[i], local));
        var lower = Array.ConvertAll(mouth.Lower, i => Vector2.Transform(positions[i], local));
        for (var i = 0; i < lower.Length; i++)
        {
            lower[i].Y = MathF.Max(lower[i].Y, upper[i].Y);
        }

        var gap = upper.Zip(lower, (a, b) => b.Y - a.Y).Max();
        Curve above = new(upper), below = new(lower), between = new([.. upper.Zip(lower, (a, b) => (a + b) / 2)]);
        var half = MathF.Max((above.End - above.Start) / 2, 1e-3f);
        var opacity = Step(0.006f, 0.020f, gap);
        var seam = mouth.IsOpen ? 0.70f * (1 - Step(0.004f, 0.022f, gap)) : 0;
        var colour = new Vector4(mouth.Mucosa[2], mouth.Mucosa[1], mouth.Mucosa[0], 0);
        var margin = (int)(0.05f * head.Unit) + 2;
        var corners = mouth.Upper.Concat(mouth.Lower).Select(i => positions[i]).ToArray();
        for (var y = (int)corners.Min(c => c.Y) - margin; y <= corners.Max(c => c.Y) + margin; y++)
        {
            for (var x = (int)corners.Min(c => c.X) - margin; x <= corners.Max(c => c.X) + margin; x++)
            {
                var at = Vector2.Transform(new Vector2(x, y), local);
                float belowUpper = above.Below(at), aboveLower = -below.Below(at);
                var inside = MathF.Min(MathF.Min(belowUpper, aboveLower), MathF.Min(at.X - above.Start, above.End - at.X));
                var pixel = Raster.Unpack(frame[x, y]);
                var cover = opacity * Step(-1.1f, 1.1f, inside * head.Unit);
                if (cover > 0)
                {
                    pixel = Vector4.Lerp(pixel, Shade(at, belowUpper, aboveLower, inside, half, handles), cover);
                }

                if (seam > 0)
                {
                    var ends = 1 - (0.7f * Step(0.75f, 1, MathF.Abs(at.X) / half));
                    pixel = Vector4.Lerp(pixel, colour * 0.55f, ends * seam * Bell(between.Below(at) / 0.0075f) * (at.X > above.Start && at.X < above.End ? 1 : 0));
                }

                frame[x, y] = Raster.Pack(pixel);
            }
        }
    }

    private Vector4 Shade(Vector2 at, float belowUpper, float aboveLower, float inside, float half, Dictionary<string, float> handles)
    {
        var mouth = head.Mouth;
        float jaw = handles["jaw"], tongue = handles["tongue"];
        var drop = 0.1564f * jaw;
        var colour = Throat(at, drop, jaw, tongue);
        var lowerEdge = 0.011f + drop;
        var low = (handles["lowLeft"] + handles["lowRight"]) / 2;
        var lower = Sample(lowerTeeth, mouth.LowerTeeth, at.X, lowerEdge + 0.10f - at.Y, clampTop: true);
        if (at.Y > lowerEdge - 0.02f)
        {
            colour = Vector4.Lerp(colour, lower * (0.62f + (0.25f * Step(0, 0.5f, low + (0.25f * jaw)))), lower.W);
        }

        var upper = Sample(upperTeeth, mouth.UpperTeeth, at.X, at.Y - mouth.UpperEdge + 0.115f, clampTop: true);
        colour = Vector4.Lerp(colour, upper, upper.W);
        if (ownTeeth is not null)
        {
            var own = Sample(ownTeeth, mouth.Own!, at.X, at.Y, clampTop: false);
            colour = Vector4.Lerp(colour, own, own.W);
        }

        colour *= (0.70f + (0.30f * Step(0, 0.018f, inside))) * (0.78f + (0.22f * Step(-0.002f, 0.035f, belowUpper)))
            * (1 - (0.60f * Step(0.55f, 1, MathF.Abs(at.X) / half)));
        colour *= Vector4.One - (handles["pout"] * new Vector4(0.42f, 0.40f, 0.30f, 0));
        var mucosa = new Vector4(mouth.Mucosa[2], mouth.Mucosa[1], mouth.Mucosa[0], 0);
        colour = Vector4.Lerp(colour, mucosa * 0.85f, 0.55f * Bell(aboveLower / 0.010f));
        return Vector4.Lerp(colour, mucosa * 0.55f, 0.5f * Bell(belowUpper / 0.006f));
    }

    private Vector4 Throat(Vector2 at, float drop, float jaw, float tongue)
    {
        var light = head.Mouth.Light;
        var away = new Vector2(at.X / 0.26f, (at.Y - (0.5f * drop)) / (0.05f + (0.6f * drop)));
        var cavity = Vector4.Lerp(new(14, 11, 30, 0), new(34, 28, 66, 0), MathF.Min(1, away.LengthSquared())) * light;
        float halfWidth = 0.185f - (0.02f * tongue), halfHeight = 0.06f + (0.45f * drop) + (0.02f * tongue);
        var fromTop = at.Y - (0.044f + (0.42f * drop) - (0.034f * tongue));
        Vector2 place = new(at.X / halfWidth, (fromTop - halfHeight) / halfHeight);
        var cover = Math.Clamp((1 - place.Length()) * head.Unit * halfHeight * 0.35f, 0, 1);
        var shade = (0.50f + (0.5f * MathF.Sqrt(Math.Clamp(1 - (fromTop / (2.2f * halfHeight)), 0, 1))))
            * (1 - (0.35f * MathF.Min(1, place.X * place.X)))
            * (1 - (0.22f * Bell(at.X / 0.02f) * Math.Clamp(fromTop / 0.05f, 0, 1)))
            * 0.92f * light * (0.52f + (0.46f * Step(0.10f, 0.32f, jaw + (0.6f * tongue))));
        return Vector4.Lerp(cavity, new Vector4(88, 84, 158, 0) * shade, cover);
    }

    private static Vector4 Sample(Picture image, PackageTeeth teeth, float x, float y, bool clampTop)
    {
        float column = (x - teeth.Origin[0]) * teeth.PixelsPerUnit, row = (y - teeth.Origin[1]) * teeth.PixelsPerUnit;
        row = clampTop ? MathF.Max(0, row) : row;
        if (column < 0 || row < 0 || column >= teeth.Width - 1 || row >= teeth.Height - 1)
        {
            return Vector4.Zero;
        }

        Vector4 Pixel(int c, int r) => new(image.At(c, r)[2], image.At(c, r)[1], image.At(c, r)[0], image.At(teeth.Width + c, r)[0] / 255f);
        int left = (int)column, top = (int)row;
        return Vector4.Lerp(
            Vector4.Lerp(Pixel(left, top), Pixel(left + 1, top), column - left),
            Vector4.Lerp(Pixel(left, top + 1), Pixel(left + 1, top + 1), column - left), row - top);
    }

    private static float Step(float from, float to, float x)
    {
        var t = Math.Clamp((x - from) / (to - from), 0, 1);
        return t * t * (3 - (2 * t));
    }

    private static float Bell(float x) => MathF.Exp(-x * x);

    /// <summary>A Catmull-Rom spline through the lip's vertices, as a table over x.</summary>
    private sealed class Curve
    {
        private readonly float[] heights = new float[Columns];

        public Curve(Vector2[] points)
        {
            var line = new List<Vector2>();
            for (var i = 0; i + 1 < points.Length; i++)
            {
                for (var k = 0; k < 5; k++)
                {
                    var t = k / 5f;
                    Vector2 a = points[Math.Max(i - 1, 0)], b = points[i], c = points[i + 1], d = points[Math.Min(i + 2, points.Length - 1)];
                    line.Add(0.5f * ((2 * b) + ((c - a) * t) + (((2 * a) - (5 * b) + (4 * c) - d) * t * t) + (((3 * b) - a - (3 * c) + d) * t * t * t)));
                }
            }

            line.Add(points[^1]);
            (Start, End) = (line[0].X, MathF.Max(line[^1].X, line[0].X + 1e-3f));
            for (var column = 0; column < Columns; column++)
            {
                var x = Start + ((End - Start) * column / (Columns - 1));
                var at = 0;
                while (at < line.Count - 2 && line[at + 1].X < x)
                {
                    at++;
                }

                heights[column] = float.Lerp(
                    line[at].Y, line[at + 1].Y, Math.Clamp((x - line[at].X) / MathF.Max(line[at + 1].X - line[at].X, 1e-5f), 0, 1));
            }
        }

        public float Start { get; }

        public float End { get; }

        /// <summary>How far below the curve a point lies, measured across it.</summary>
        public float Below(Vector2 at)
        {
            var scale = (Columns - 1) / (End - Start);
            var column = Math.Clamp((at.X - Start) * scale, 0, Columns - 1.001f);
            var i = (int)column;
            var slope = (heights[Math.Min(i + 1, Columns - 1)] - heights[Math.Max(i - 1, 0)]) * scale / 2;
            return (at.Y - float.Lerp(heights[i], heights[i + 1], column - i)) / MathF.Sqrt(1 + (slope * slope));
        }
    }
}
