using System.Numerics;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Face.Mesh;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Portraits;

/// <summary>Measures a face in a photo.</summary>
internal static class FaceMeter
{
    /// <summary>A face of this side fills a picture of 512 as the puppet shows it: finer than that nobody sees.</summary>
    private const int ShownSize = 256;

    /// <summary>The line from forehead to chin of a face that looks straight ahead leans by this much, in degrees.</summary>
    private const float RestingPitch = 8;

    public static FaceMeasures Measure(Picture picture, FaceLandmarks face)
    {
        var (grey, size) = Grey(picture, face);
        var light = Light.Of(grey, size);
        var (yaw, pitch) = Pose(face);
        var (outside, margin) = Outside(picture, face);
        var height = Vector3.Distance(face.Points[10], face.Points[152]);
        return new FaceMeasures(
            height,
            yaw,
            pitch,
            Degrees(face.Roll),
            BlurMeasure.Of(grey, size),
            light.Mean,
            light.Shade,
            light.Glare,
            Vector2.Distance(face.Flat(13), face.Flat(14)) / face.EyeSpan,
            Opening(face.RightIris),
            Opening(face.LeftIris),
            outside,
            margin / height);
    }

    /// <summary>The face in grey levels, at most as large as it will be shown.</summary>
    private static (float[] Grey, int Size) Grey(Picture picture, FaceLandmarks face)
    {
        var frame = FaceMeshNet.Around(face.Points, ShownSize, margin: 1);
        var size = Math.Clamp((int)frame.Side, 16, ShownSize);
        var colours = CropSampler.Cut(picture, frame with { Size = size }, 1, 0);
        var grey = new float[size * size];
        for (var i = 0; i < grey.Length; i++)
        {
            grey[i] = Vector3.Dot(new Vector3(colours.AsSpan(3 * i, 3)), new Vector3(0.299f, 0.587f, 0.114f));
        }

        return (grey, size);
    }

    /// <summary>From the depth of the mesh: across between the temples, along between forehead and chin.</summary>
    private static (float Yaw, float Pitch) Pose(FaceLandmarks face)
    {
        var level = Quaternion.CreateFromAxisAngle(Vector3.UnitZ, -face.Roll);
        var across = Vector3.Transform(face.Points[454] - face.Points[234], level);
        var along = Vector3.Transform(face.Points[152] - face.Points[10], level);
        return (Degrees(MathF.Atan2(across.Z, across.X)), Degrees(MathF.Atan2(along.Z, along.Y)) - RestingPitch);
    }

    private static float Opening(IReadOnlyList<Vector3> eye) =>
        Vector3.Distance(eye[4], eye[12]) / Vector3.Distance(eye[0], eye[8]);

    /// <summary>How much of the outline lies outside the photo, and how far its nearest point is from the edge.</summary>
    private static (float Share, float Margin) Outside(Picture picture, FaceLandmarks face)
    {
        var (outside, margin) = (0, float.MaxValue);
        foreach (var i in CanonicalFace.Silhouette)
        {
            var point = face.Flat(i);
            var inside = MathF.Min(MathF.Min(point.X, point.Y), MathF.Min(picture.Width - point.X, picture.Height - point.Y));
            outside += inside < 0 ? 1 : 0;
            margin = MathF.Min(margin, inside);
        }

        return ((float)outside / CanonicalFace.Silhouette.Length, margin);
    }

    private static float Degrees(float radians) => radians * 180 / MathF.PI;
}
