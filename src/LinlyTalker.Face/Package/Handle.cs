using LinlyTalker.Core.Flow;
using LinlyTalker.Face.Puppet;
using static LinlyTalker.Core.Flow.FaceChannel;

namespace LinlyTalker.Face.Package;

/// <summary>
/// One handle of the puppet as a client computes it: a weighted sum of channels, kept within bounds. All handles
/// together are what <see cref="Expression"/> reads.
/// </summary>
/// <param name="Pull">The expression with this handle alone at 1; null for one that moves no vertex.</param>
internal sealed record Handle(
    string Name, float Least, float Most, (FaceChannel Channel, float Weight)[] Terms, Expression? Pull)
{
    private const float WidestJaw = 0.667f;

    /// <summary>In the order of a package's displacements: those that move vertices come first.</summary>
    public static IReadOnlyList<Handle> All { get; } =
    [
        new("jaw", 0, 1.1f, [(JawOpen, 1 / WidestJaw), (MouthClose, -1 / WidestJaw)], new() { Jaw = 1 }),
        new("jawSideways", -1, 1, [(JawLeft, 1), (JawRight, -1)], new() { JawSideways = 1 }),
        new("mouthSideways", -1, 1, [(FaceChannel.MouthLeft, 1), (FaceChannel.MouthRight, -1)], new() { MouthSideways = 1 }),
        new("narrow", 0, 1.05f, [(MouthPucker, 1.15f), (MouthFunnel, 0.65f)], new() { Narrow = 1 }),
        new("pout", 0, 1, [(MouthPucker, 1), (MouthFunnel, 0.9f)], new() { Pout = 1 }),
        Up("upLeft", MouthUpperUpLeft, NoseSneerLeft, new() { Up = new(1, 0) }),
        Up("upRight", MouthUpperUpRight, NoseSneerRight, new() { Up = new(0, 1) }),
        new("lowLeft", 0, 1.2f, [(MouthLowerDownLeft, 1), (MouthFunnel, 0.5f)], new() { Low = new(1, 0) }),
        new("lowRight", 0, 1.2f, [(MouthLowerDownRight, 1), (MouthFunnel, 0.5f)], new() { Low = new(0, 1) }),
        new("wideLeft", 0, 1.2f, [(MouthStretchLeft, 1), (MouthDimpleLeft, 0.5f)], new() { Wide = new(1, 0) }),
        new("wideRight", 0, 1.2f, [(MouthStretchRight, 1), (MouthDimpleRight, 0.5f)], new() { Wide = new(0, 1) }),
        new("smileLeft", 0, 1, [(MouthSmileLeft, 1)], new() { Smile = new(1, 0) }),
        new("smileRight", 0, 1, [(MouthSmileRight, 1)], new() { Smile = new(0, 1) }),
        new("frownLeft", 0, 1, [(MouthFrownLeft, 1)], new() { Frown = new(1, 0) }),
        new("frownRight", 0, 1, [(MouthFrownRight, 1)], new() { Frown = new(0, 1) }),
        new("cheekLeft", 0, 1.2f, [(CheekSquintLeft, 1), (NoseSneerLeft, 0.3f)], new() { Cheeks = new(1, 0) }),
        new("cheekRight", 0, 1.2f, [(CheekSquintRight, 1), (NoseSneerRight, 0.3f)], new() { Cheeks = new(0, 1) }),
        new("puff", 0, 1, [(CheekPuff, 1)], new() { Puff = 1 }),
        new("press", 0, 1, [(MouthPressLeft, 0.5f / 0.7f), (MouthPressRight, 0.5f / 0.7f)], new() { Press = 1 }),
        new("bite", 0, 1, [(MouthRollLower, 1 / 0.62f)], new() { Bite = 1 }),
        new("rollUpper", 0, 1, [(MouthRollUpper, 1)], new() { RollUpper = 1 }),
        new("chinUp", 0, 1, [(MouthShrugLower, 1)], new() { ChinUp = 1 }),
        new("browLeft", 0, 1, [(BrowOuterUpLeft, 1)], new() { Brows = new(1, 0) }),
        new("browRight", 0, 1, [(BrowOuterUpRight, 1)], new() { Brows = new(0, 1) }),
        new("browsInner", 0, 1, [(BrowInnerUp, 1)], new() { BrowsInner = 1 }),
        new("browDownLeft", 0, 1, [(BrowDownLeft, 1)], new() { BrowsDown = new(1, 0) }),
        new("browDownRight", 0, 1, [(BrowDownRight, 1)], new() { BrowsDown = new(0, 1) }),
        new("tongue", 0, 1, [(TongueUp, 1), (TongueOut, 2)], null),
        new("lidLeft", 0, 1, [(EyeBlinkLeft, 1), (EyeSquintLeft, 0.25f)], null),
        new("lidRight", 0, 1, [(EyeBlinkRight, 1), (EyeSquintRight, 0.25f)], null),
        new("gazeRight", -1, 1, [(EyeLookOutLeft, 0.06f), (EyeLookInLeft, -0.06f), (EyeLookInRight, 0.06f), (EyeLookOutRight, -0.06f)], null),
        new("gazeDown", -1, 1, [(EyeLookDownLeft, 0.035f), (EyeLookUpLeft, -0.035f), (EyeLookDownRight, 0.035f), (EyeLookUpRight, -0.035f)], null),
    ];

    public float Read(ReadOnlySpan<float> channels)
    {
        var sum = 0f;
        foreach (var (channel, weight) in Terms)
        {
            sum += channels[(int)channel] * weight;
        }

        return Math.Clamp(sum, Least, Most);
    }

    private static Handle Up(string name, FaceChannel lip, FaceChannel sneer, Expression pull) =>
        new(name, 0, 1.2f, [(lip, 1), (MouthFunnel, 0.5f), (MouthShrugUpper, 0.3f), (sneer, 0.4f)], pull);
}
