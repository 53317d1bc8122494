using System.Numerics;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Files;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Portraits;

/// <summary>Photos with the face that was found in them, kept in a folder: a PNG and a file of numbers each.</summary>
public sealed class PreparedPortraits(string folder)
{
    /// <summary>Raised when landmarks or enlargement change.</summary>
    private const int Version = 1;

    /// <summary>Null when it is not there, or is of another version or damaged: then it is made again.</summary>
    public (Picture Photo, FaceLandmarks Face)? Find(string key)
    {
        var face = FacePath(key);
        if (!File.Exists(face) || !File.Exists(PhotoPath(key)))
        {
            return null;
        }

        try
        {
            using var reader = new BinaryReader(File.OpenRead(face));
            return reader.ReadInt32() == Version ? (PictureReader.Read(PhotoPath(key)), Read(reader)) : null;
        }
        catch (Exception e) when (e is IOException or LinlyException)
        {
            return null;
        }
    }

    /// <summary>Keeps it if it can: a cache that cannot be written costs time, nothing else.</summary>
    public void Keep(string key, Picture photo, FaceLandmarks face)
    {
        try
        {
            Save(key, photo, face);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or LinlyException)
        {
            // The next run looks again.
        }
    }

    /// <exception cref="InputException">The folder cannot be written to.</exception>
    /// <exception cref="IOException">The disk is full, ….</exception>
    public void Save(string key, Picture photo, FaceLandmarks face)
    {
        using var photoFile = new PendingFile(PhotoPath(key));
        using var faceFile = new PendingFile(FacePath(key));
        File.WriteAllBytes(photoFile.TemporaryPath, PictureWriter.Png(photo, comment: null));
        using (var writer = new BinaryWriter(File.OpenWrite(faceFile.TemporaryPath)))
        {
            writer.Write(Version);
            Write(writer, face);
        }

        photoFile.Commit();
        faceFile.Commit();
    }

    private string PhotoPath(string key) => Path.Combine(folder, $"{key}.png");

    private string FacePath(string key) => Path.Combine(folder, $"{key}.face");

    private static FaceLandmarks Read(BinaryReader reader) => new(
        reader.ReadSingle(),
        new FaceBox(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle()),
        reader.ReadSingle(),
        Points(reader, FaceLandmarks.PointCount),
        Points(reader, FaceLandmarks.IrisPointCount),
        Points(reader, FaceLandmarks.IrisPointCount));

    private static void Write(BinaryWriter writer, FaceLandmarks face)
    {
        float[] head = [face.Score, face.Box.X, face.Box.Y, face.Box.Width, face.Box.Height, face.FaceFlag];
        foreach (var number in head)
        {
            writer.Write(number);
        }

        foreach (var point in face.Points.Concat(face.RightIris).Concat(face.LeftIris))
        {
            writer.Write(point.X);
            writer.Write(point.Y);
            writer.Write(point.Z);
        }
    }

    private static Vector3[] Points(BinaryReader reader, int count)
    {
        var points = new Vector3[count];
        for (var i = 0; i < count; i++)
        {
            points[i] = new(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
        }

        return points;
    }
}
