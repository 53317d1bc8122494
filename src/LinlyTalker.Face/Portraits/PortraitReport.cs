using LinlyTalker.Face.Landmarks;

namespace LinlyTalker.Face.Portraits;

/// <summary>Whether a photo will work as a talking portrait.</summary>
/// <param name="Faces">Every face that was found, the largest first; the first is the one that is judged.</param>
/// <param name="Measures">Of that face; null where there is none.</param>
/// <param name="Emotion">Of that face; null where there is none or the model is not on this machine.</param>
/// <param name="Findings">What speaks against the photo, what hinders most first; empty for a good one.</param>
public sealed record PortraitReport(
    IReadOnlyList<FaceLandmarks> Faces,
    FaceMeasures? Measures,
    FaceEmotion? Emotion,
    IReadOnlyList<PortraitFinding> Findings)
{
    /// <summary>Nothing forbids the photo; it may still be better.</summary>
    public bool Works => !Findings.Any(finding => finding.Forbids);
}

/// <summary>One thing about a photo that is not as it should be.</summary>
/// <param name="Fault">Which.</param>
/// <param name="Forbids">The photo cannot be used; otherwise the result is only weaker.</param>
/// <param name="Sentence">With the figure that was measured, and what to do.</param>
public sealed record PortraitFinding(PortraitFault Fault, bool Forbids, string Sentence);

/// <summary>What can be wrong with a photo.</summary>
public enum PortraitFault
{
    NoFace,
    SeveralFaces,
    TooSmall,
    CutOff,
    Turned,
    Tilted,
    Blurred,
    TooDark,
    TooBright,
    UnevenLight,
    EyesClosed,
    MouthOpen,
}
