using LinlyTalker.Face.Landmarks;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Avatars;

/// <summary>A photo that can be made to speak.</summary>
/// <param name="Findings">What it will not do well, a sentence each.</param>
public sealed record PreparedPortrait(Picture Photo, FaceLandmarks Face, IReadOnlyList<string> Findings);
