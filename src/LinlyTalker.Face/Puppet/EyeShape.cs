using System.Numerics;
using LinlyTalker.Face.Landmarks;

namespace LinlyTalker.Face.Puppet;

/// <summary>One eye of the photo, measured: its axes and the lines of its lids and crease, in pixels from its middle.</summary>
internal sealed class EyeShape
{
    private static readonly int[] RightCrease = [130, 247, 30, 29, 27, 28, 56, 190, 243];
    private static readonly int[] LeftCrease = [463, 414, 286, 258, 257, 259, 260, 467, 359];

    private EyeShape(Vector2[] upper, Vector2[] lower, Vector2[] crease)
    {
        Middle = (upper[0] + upper[^1]) / 2;
        Width = Vector2.Distance(upper[0], upper[^1]);
        Along = (upper[^1] - upper[0]) / Width;
        Across = new(-Along.Y, Along.X);
        Upper = new(Array.ConvertAll(upper, Local));
        Lower = new(Array.ConvertAll(lower, Local));
        Crease = new(Array.ConvertAll(crease, Local));
        Lashes = upper[2..^2];
    }

    public Vector2 Middle { get; }

    /// <summary>Between the corners, in pixels.</summary>
    public float Width { get; }

    public Vector2 Along { get; }

    public Vector2 Across { get; }

    public LidFit Upper { get; }

    public LidFit Lower { get; }

    public LidFit Crease { get; }

    /// <summary>Points on the upper lashes, in pixels of the picture.</summary>
    public Vector2[] Lashes { get; }

    /// <param name="toPicture">From the photo's pixels to the picture's.</param>
    public static EyeShape Right(FaceLandmarks face, Func<Vector2, Vector2> toPicture) =>
        Of(face, face.RightIris, RightCrease, toPicture, reversed: false);

    /// <inheritdoc cref="Right"/>
    public static EyeShape Left(FaceLandmarks face, Func<Vector2, Vector2> toPicture) =>
        Of(face, face.LeftIris, LeftCrease, toPicture, reversed: true);

    public Vector2 Local(Vector2 point) =>
        new(Vector2.Dot(point - Middle, Along), Vector2.Dot(point - Middle, Across));

    public Vector2 ToPicture(float along, float across) => Middle + (along * Along) + (across * Across);

    /// <param name="reversed">The iris model counts from the outer corner: from the picture's right on the left eye.</param>
    private static EyeShape Of(
        FaceLandmarks face, IReadOnlyList<Vector3> iris, int[] crease, Func<Vector2, Vector2> toPicture, bool reversed)
    {
        Vector2 Point(int i) => toPicture(new(iris[i].X, iris[i].Y));
        Vector2[] lower = [.. Enumerable.Range(0, 9).Select(Point)];
        Vector2[] upper = [Point(0), .. Enumerable.Range(9, 7).Select(Point), Point(8)];
        if (reversed)
        {
            Array.Reverse(lower);
            Array.Reverse(upper);
        }

        return new(upper, lower, Array.ConvertAll(crease, i => toPicture(face.Flat(i))));
    }
}
