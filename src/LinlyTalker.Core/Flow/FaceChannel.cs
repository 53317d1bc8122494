namespace LinlyTalker.Core.Flow;

/// <summary>
/// What a face can do. The first 52 are ARKit's blend shapes (Apple, <c>ARFaceAnchor.BlendShapeLocation</c>), 0 to 1,
/// left and right being the subject's own. Then the head's pose, and our extensions.
/// </summary>
public enum FaceChannel
{
    EyeBlinkLeft,
    EyeLookDownLeft,
    EyeLookInLeft,
    EyeLookOutLeft,
    EyeLookUpLeft,
    EyeSquintLeft,
    EyeWideLeft,
    EyeBlinkRight,
    EyeLookDownRight,
    EyeLookInRight,
    EyeLookOutRight,
    EyeLookUpRight,
    EyeSquintRight,
    EyeWideRight,
    JawForward,
    JawLeft,
    JawRight,
    JawOpen,
    MouthClose,
    MouthFunnel,
    MouthPucker,
    MouthLeft,
    MouthRight,
    MouthSmileLeft,
    MouthSmileRight,
    MouthFrownLeft,
    MouthFrownRight,
    MouthDimpleLeft,
    MouthDimpleRight,
    MouthStretchLeft,
    MouthStretchRight,
    MouthRollLower,
    MouthRollUpper,
    MouthShrugLower,
    MouthShrugUpper,
    MouthPressLeft,
    MouthPressRight,
    MouthLowerDownLeft,
    MouthLowerDownRight,
    MouthUpperUpLeft,
    MouthUpperUpRight,
    BrowDownLeft,
    BrowDownRight,
    BrowInnerUp,
    BrowOuterUpLeft,
    BrowOuterUpRight,
    CheekPuff,
    CheekSquintLeft,
    CheekSquintRight,
    NoseSneerLeft,
    NoseSneerRight,
    TongueOut,

    /// <summary>Radians; positive turns to the subject's left.</summary>
    HeadYaw,

    /// <summary>Radians; positive looks up.</summary>
    HeadPitch,

    /// <summary>Radians; positive leans to the subject's left shoulder.</summary>
    HeadRoll,

    /// <summary>Extension, 0 to 1: the tongue's tip at the teeth's ridge (t, d, n, l).</summary>
    TongueUp,
}
