using System.Numerics;
using LinlyTalker.Media.Images;
using LinlyTalker.Models.Folders;

namespace LinlyTalker.Face.Landmarks;

/// <summary>
/// Finds the faces of a picture and puts points on each: detector, mesh in two passes, irises. Some 30 ms a portrait on one
/// core. Safe for several threads.
/// </summary>
public sealed class LandmarkFinder : IDisposable
{
    /// <summary>Below this the mesh's own doubt says that there is no face, or one in full profile.</summary>
    private const float LeastFaceFlag = 0.5f;

    private const int NoseTip = 1;

    private readonly FaceDetector detector;
    private readonly FaceMeshNet mesh;
    private readonly IrisNet iris;

    private LandmarkFinder(FaceDetector detector, FaceMeshNet mesh, IrisNet iris) =>
        (this.detector, this.mesh, this.iris) = (detector, mesh, iris);

    /// <param name="detector">The model <c>face-detector</c>.</param>
    /// <param name="mesh">The model <c>face-mesh</c>.</param>
    /// <param name="iris">The model <c>iris</c>.</param>
    /// <exception cref="Core.Errors.ModelMissingException">A file of a model is gone.</exception>
    /// <exception cref="Core.Errors.ModelFormatException">A model is of another kind.</exception>
    public static LandmarkFinder Open(ModelFolder detector, ModelFolder mesh, ModelFolder iris)
    {
        FaceDetector? detectorNet = null;
        FaceMeshNet? meshNet = null;
        try
        {
            detectorNet = FaceDetector.Open(detector);
            meshNet = FaceMeshNet.Open(mesh);
            return new LandmarkFinder(detectorNet, meshNet, IrisNet.Open(iris));
        }
        catch
        {
            detectorNet?.Dispose();
            meshNet?.Dispose();
            throw;
        }
    }

    /// <summary>Every face that carries points, the largest first; empty where there is none.</summary>
    public IReadOnlyList<FaceLandmarks> Find(Picture picture, CancellationToken cancellationToken = default)
    {
        var faces = new List<FaceLandmarks>();
        foreach (var detection in detector.Detect(picture, cancellationToken: cancellationToken))
        {
            var (points, flag) = mesh.Find(picture, detection, cancellationToken);
            if (flag >= LeastFaceFlag && !faces.Exists(face => IsSame(face, points)))
            {
                var (right, left) = iris.Find(picture, points, cancellationToken);
                faces.Add(new FaceLandmarks(detection.Score, detection.Box, flag, points, right, left));
            }
        }

        return [.. faces.OrderByDescending(face => face.EyeSpan)];
    }

    public void Dispose()
    {
        detector.Dispose();
        mesh.Dispose();
        iris.Dispose();
    }

    /// <summary>Part of a face may look like a smaller face of its own; no other face's nose lies within a face.</summary>
    private static bool IsSame(FaceLandmarks face, Vector3[] points) =>
        Holds(face.Points, points[NoseTip]) || Holds(points, face.Points[NoseTip]);

    private static bool Holds(IReadOnlyList<Vector3> face, Vector3 point) =>
        face.Min(p => p.X) < point.X && point.X < face.Max(p => p.X) && face.Min(p => p.Y) < point.Y && point.Y < face.Max(p => p.Y);
}
