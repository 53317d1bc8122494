using LinlyTalker.Face.Puppet;

namespace LinlyTalker.Face.Avatars;

/// <summary>A face that everybody may show.</summary>
/// <param name="Id">A readable name.</param>
/// <param name="Open">Called when it is first shown, and again after it was left for long.</param>
public sealed record ShippedFace(string Id, string Name, Func<PortraitAvatar> Open);
