using System.Numerics;
using LinlyTalker.Face.Mesh;
using LinlyTalker.Face.Rendering;

namespace LinlyTalker.Face.Puppet;

/// <summary>
/// What an open mouth shows: its hollow, the tongue, lower teeth that move with the jaw, upper teeth that stay with the
/// skull, and the lips' shadow on it all. Lengths in units of the face.
/// </summary>
internal sealed class MouthInterior
{
    private static readonly Vector4 Deep = new(14, 11, 30, 0);
    private static readonly Vector4 Shallow = new(34, 28, 66, 0);
    private static readonly Vector4 TongueColour = new(88, 84, 158, 0);

    private readonly Complexion complexion;
    private readonly TeethRow upperTeeth;
    private readonly TeethRow lowerTeeth;
    private readonly PhotoTeeth? ownTeeth;
    private readonly float unit;
    private readonly float upperEdge;

    /// <param name="picture">The photo, at the mesh's size.</param>
    public MouthInterior(PuppetMesh mesh, Complexion complexion, Raster picture)
    {
        this.complexion = complexion;
        unit = mesh.Frame.Unit;
        var pixelsPerUnit = MathF.Max(160, 1.5f * unit);
        upperTeeth = TeethRow.Upper(complexion.Tooth, pixelsPerUnit);
        lowerTeeth = TeethRow.Lower(complexion.Tooth, pixelsPerUnit);

        // Teeth that a photo shows reach at least half way down its opening.
        upperEdge = MathF.Max(0.020f, mesh.IsMouthOpen ? 0.5f * mesh.WidestGap : 0);
        ownTeeth = mesh.IsMouthOpen ? new(mesh, complexion, picture) : null;
    }

    public TeethRow UpperTeeth => upperTeeth;

    public TeethRow LowerTeeth => lowerTeeth;

    /// <summary>Null for a photo with shut lips.</summary>
    public PhotoTeeth? OwnTeeth => ownTeeth;

    /// <summary>How far down the upper teeth reach, in units.</summary>
    public float UpperEdge => upperEdge;

    /// <summary>Draws into the hole between the lips.</summary>
    public void Draw(MouthSpace space, in Expression expression, Raster target)
    {
        var opacity = Smooth.Step(0.006f, 0.020f, space.Gap);
        if (opacity <= 0)
        {
            return;
        }

        var scene = new Scene(expression, space.HalfWidth);
        int top = Math.Max(0, (int)space.Bounds.Top - 2), bottom = Math.Min(target.Height - 1, (int)space.Bounds.Bottom + 2);
        int left = Math.Max(0, (int)space.Bounds.Left - 2), right = Math.Min(target.Width - 1, (int)space.Bounds.Right + 2);
        var step = space.PerPixel;
        for (var y = top; y <= bottom; y++)
        {
            var at = space.FromPixel(left, y);
            for (var x = left; x <= right; x++, at += step)
            {
                var belowUpper = space.Upper.Below(at.X, at.Y);
                var aboveLower = -space.Lower.Below(at.X, at.Y);
                var inside = MathF.Min(MathF.Min(belowUpper, aboveLower), MathF.Min(at.X - space.Upper.Start, space.Upper.End - at.X));
                var cover = opacity * Smooth.Step(-1.1f, 1.1f, inside * unit);
                if (cover > 0.003f)
                {
                    var colour = Shade(at, belowUpper, aboveLower, inside, scene);
                    ref var pixel = ref target[x, y];
                    pixel = Raster.Pack(Vector4.Lerp(Raster.Unpack(pixel), colour, cover));
                }
            }
        }
    }

    private Vector4 Shade(Vector2 at, float belowUpper, float aboveLower, float inside, in Scene scene)
    {
        var colour = Throat(at, scene);

        // The lower teeth's edge rides on the jaw; they stand upside down.
        var lower = lowerTeeth.Sample(at.X, scene.LowerEdge + 0.10f - at.Y);
        colour = Vector4.Lerp(colour, lower * scene.LowerLight, at.Y > scene.LowerEdge - 0.02f ? lower.W : 0);
        var upper = upperTeeth.Sample(at.X, at.Y - upperEdge + 0.115f);
        colour = Vector4.Lerp(colour, upper, upper.W);
        if (ownTeeth is not null)
        {
            var own = ownTeeth.Sample(at.X, at.Y);
            colour = Vector4.Lerp(colour, own, own.W);
        }

        // Light comes in between the lips: less of it along them, below the upper one, and in the corners.
        colour *= (0.70f + (0.30f * Smooth.Step(0, 0.018f, inside)))
            * (0.78f + (0.22f * Smooth.Step(-0.002f, 0.035f, belowUpper)))
            * (1 - (0.60f * Smooth.Step(0.55f, 1, MathF.Abs(at.X) / scene.HalfWidth)))
            * scene.Light;

        // The lips' wet inner rims.
        colour = Vector4.Lerp(colour, complexion.Mucosa * 0.85f, 0.55f * Near(aboveLower, 0.010f));
        return Vector4.Lerp(colour, complexion.Mucosa * 0.55f, 0.5f * Near(belowUpper, 0.006f));
    }

    private Vector4 Throat(Vector2 at, in Scene scene)
    {
        var away = new Vector2(at.X / 0.26f, (at.Y - (0.5f * scene.JawDrop)) / (0.05f + (0.6f * scene.JawDrop)));
        var cavity = Vector4.Lerp(Deep, Shallow, MathF.Min(1, away.LengthSquared())) * complexion.Light;

        var fromTop = at.Y - scene.TongueTop;
        var across = at.X / scene.TongueHalfWidth;
        var high = (fromTop - scene.TongueHalfHeight) / scene.TongueHalfHeight;
        var distance = MathF.Sqrt((across * across) + (high * high));
        var cover = Math.Clamp((1 - distance) * unit * scene.TongueHalfHeight * 0.35f, 0, 1);
        if (cover <= 0)
        {
            return cavity;
        }

        var shade = (0.50f + (0.5f * MathF.Sqrt(Math.Clamp(1 - (fromTop / (2.2f * scene.TongueHalfHeight)), 0, 1))))
            * (1 - (0.35f * MathF.Min(1, across * across)))
            * (1 - (0.22f * Near(at.X, 0.02f) * Math.Clamp(fromTop / 0.05f, 0, 1)));
        return Vector4.Lerp(cavity, TongueColour * (0.92f * complexion.Light * shade * scene.TongueLight), cover);
    }

    private static float Near(float distance, float width) =>
        MathF.Abs(distance) > 3 * width ? 0 : Smooth.Bell(distance / width);

    /// <summary>What is the same for all pixels of a frame.</summary>
    private readonly struct Scene
    {
        public Scene(in Expression e, float halfWidth)
        {
            HalfWidth = halfWidth;
            Light = Vector4.One - (e.Pout * new Vector4(0.42f, 0.40f, 0.30f, 0));
            JawDrop = 0.92f * ExpressionField.JawDrop * e.Jaw;
            TongueTop = 0.044f + (0.42f * JawDrop) - (0.034f * e.Tongue);
            TongueHalfWidth = 0.185f - (0.02f * e.Tongue);
            TongueHalfHeight = 0.06f + (0.45f * JawDrop) + (0.02f * e.Tongue);
            TongueLight = 0.52f + (0.46f * Smooth.Step(0.10f, 0.32f, e.Jaw + (0.6f * e.Tongue)));
            LowerEdge = 0.011f + JawDrop;
            LowerLight = 0.62f + (0.25f * Smooth.Step(0, 0.5f, e.Low.Mean + (0.25f * e.Jaw)));
        }

        public float HalfWidth { get; }

        /// <summary>Lips that are pushed forward keep light out.</summary>
        public Vector4 Light { get; }

        public float JawDrop { get; }

        public float TongueTop { get; }

        public float TongueHalfWidth { get; }

        public float TongueHalfHeight { get; }

        public float TongueLight { get; }

        /// <summary>How far down the lower teeth's edges stand.</summary>
        public float LowerEdge { get; }

        public float LowerLight { get; }
    }
}
