using LinlyTalker.Face.Landmarks;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Portraits;

/// <summary>Looks at a photo before it is made to speak, and says in words what is wrong with it.</summary>
/// <param name="finder">Not disposed here.</param>
/// <param name="emotions">Not disposed here; null leaves the emotion out.</param>
public sealed class PortraitCheck(LandmarkFinder finder, EmotionReader? emotions = null)
{
    public PortraitReport Check(Picture photo, CancellationToken cancellationToken = default)
    {
        var faces = finder.Find(photo, cancellationToken);
        if (faces.Count == 0)
        {
            return new PortraitReport(faces, null, null, [PortraitRules.NoFace]);
        }

        var measures = FaceMeter.Measure(photo, faces[0]);
        return new PortraitReport(
            faces,
            measures,
            emotions?.Read(photo, faces[0], cancellationToken),
            PortraitRules.Judge(measures, [.. faces.Select(face => face.EyeSpan)]));
    }
}
