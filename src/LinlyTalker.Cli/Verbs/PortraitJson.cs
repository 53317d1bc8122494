using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Face.Portraits;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Cli.Verbs;

/// <summary>The answer of <c>linly portrait check --json</c>.</summary>
internal sealed record PortraitAnswer(
    string Photo,
    int Width,
    int Height,
    bool Works,
    IReadOnlyList<PortraitFinding> Findings,
    FaceMeasures? Measures,
    FaceEmotion? Emotion,
    IReadOnlyList<FaceAnswer> Faces);

/// <summary>One face of the photo.</summary>
/// <param name="Box">x, y, width, height in pixels.</param>
/// <param name="Points">468 times x, y, z in pixels.</param>
/// <param name="RightIris">76 times x, y, z in pixels; sides are the subject's own.</param>
/// <param name="LeftIris">As <paramref name="RightIris"/>.</param>
internal sealed record FaceAnswer(
    float Score,
    float FaceFlag,
    float[] Box,
    IReadOnlyList<float[]> Points,
    IReadOnlyList<float[]> RightIris,
    IReadOnlyList<float[]> LeftIris);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PortraitAnswer))]
internal sealed partial class PortraitJson : JsonSerializerContext
{
    public static string Text(string path, Picture photo, PortraitReport report) => JsonSerializer.Serialize(
        new PortraitAnswer(
            path, photo.Width, photo.Height, report.Works, report.Findings, report.Measures, report.Emotion, [.. report.Faces.Select(Face)]),
        Default.PortraitAnswer);

    private static FaceAnswer Face(FaceLandmarks face) => new(
        face.Score,
        face.FaceFlag,
        [face.Box.X, face.Box.Y, face.Box.Width, face.Box.Height],
        Numbers(face.Points),
        Numbers(face.RightIris),
        Numbers(face.LeftIris));

    private static float[][] Numbers(IReadOnlyList<Vector3> points) => [.. points.Select(point => new[] { point.X, point.Y, point.Z })];
}
