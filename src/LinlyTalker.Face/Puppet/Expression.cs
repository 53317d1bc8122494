using LinlyTalker.Core.Flow;
using static LinlyTalker.Core.Flow.FaceChannel;

namespace LinlyTalker.Face.Puppet;

/// <summary>A movement of the left and of the right half of the face, the subject's own sides.</summary>
internal readonly record struct Sides(float Left, float Right)
{
    public float Mean => (Left + Right) / 2;

    /// <param name="left">0 on the right half, 1 on the left.</param>
    public float At(float left) => float.Lerp(Right, Left, left);
}

/// <summary>The puppet's own handles, 0 to 1 each, read from ARKit's channels.</summary>
internal readonly record struct Expression
{
    /// <summary>ARKit's jaw opens farther than a mouth that speaks: this much of it is all that the puppet can.</summary>
    private const float WidestJaw = 0.667f;

    public Expression(ReadOnlySpan<float> weights)
    {
        var w = new Channels(weights);
        var funnel = w[MouthFunnel];
        var pucker = w[MouthPucker];
        Jaw = Math.Clamp((w[JawOpen] - w[MouthClose]) / WidestJaw, 0, 1.1f);
        JawSideways = w[JawLeft] - w[JawRight];
        MouthSideways = w[FaceChannel.MouthLeft] - w[FaceChannel.MouthRight];
        Narrow = Math.Clamp((1.15f * pucker) + (0.65f * funnel), 0, 1.05f);
        Pout = Math.Clamp(pucker + (0.9f * funnel), 0, 1);
        var sneer = w.Pair(NoseSneerLeft, NoseSneerRight);
        Up = Plus(w.Pair(MouthUpperUpLeft, MouthUpperUpRight), (0.5f * funnel) + (0.3f * w[MouthShrugUpper]), sneer, 0.4f);
        Low = Plus(w.Pair(MouthLowerDownLeft, MouthLowerDownRight), 0.5f * funnel, default, 0);
        Wide = Plus(w.Pair(MouthStretchLeft, MouthStretchRight), 0, w.Pair(MouthDimpleLeft, MouthDimpleRight), 0.5f);
        Smile = w.Pair(MouthSmileLeft, MouthSmileRight);
        Frown = w.Pair(MouthFrownLeft, MouthFrownRight);
        Cheeks = Plus(w.Pair(CheekSquintLeft, CheekSquintRight), 0, sneer, 0.3f);
        Puff = w[CheekPuff];
        Press = Math.Clamp(w.Pair(MouthPressLeft, MouthPressRight).Mean / 0.7f, 0, 1);
        Bite = Math.Clamp(w[MouthRollLower] / 0.62f, 0, 1);
        RollUpper = w[MouthRollUpper];
        ChinUp = w[MouthShrugLower];
        Tongue = Math.Clamp(w[TongueUp] + (2 * w[TongueOut]), 0, 1);
        Brows = w.Pair(BrowOuterUpLeft, BrowOuterUpRight);
        BrowsInner = w[BrowInnerUp];
        BrowsDown = w.Pair(BrowDownLeft, BrowDownRight);
        var squint = w.Pair(EyeSquintLeft, EyeSquintRight);
        Lids = new(
            Math.Clamp(w[EyeBlinkLeft] + (0.25f * squint.Left), 0, 1), Math.Clamp(w[EyeBlinkRight] + (0.25f * squint.Right), 0, 1));
        GazeRight = 0.12f * ((w[EyeLookOutLeft] - w[EyeLookInLeft] + w[EyeLookInRight] - w[EyeLookOutRight]) / 2);
        GazeDown = 0.07f * ((w[EyeLookDownLeft] - w[EyeLookUpLeft] + w[EyeLookDownRight] - w[EyeLookUpRight]) / 2);
        Yaw = w[HeadYaw];
        Pitch = w[HeadPitch];
        Roll = w[HeadRoll];
    }

    public float Jaw { get; init; }

    /// <summary>Positive to the subject's left, which is the picture's right.</summary>
    public float JawSideways { get; init; }

    public float MouthSideways { get; init; }

    /// <summary>The corners of the mouth drawn to the middle.</summary>
    public float Narrow { get; init; }

    /// <summary>The lips thick and forward.</summary>
    public float Pout { get; init; }

    public Sides Up { get; init; }

    public Sides Low { get; init; }

    public Sides Wide { get; init; }

    public Sides Smile { get; init; }

    public Sides Frown { get; init; }

    public Sides Cheeks { get; init; }

    public float Puff { get; init; }

    /// <summary>The lips pressed together: p, b, m.</summary>
    public float Press { get; init; }

    /// <summary>The lower lip at the upper teeth: f, v.</summary>
    public float Bite { get; init; }

    public float RollUpper { get; init; }

    public float ChinUp { get; init; }

    public float Tongue { get; init; }

    public Sides Brows { get; init; }

    public float BrowsInner { get; init; }

    public Sides BrowsDown { get; init; }

    /// <summary>0 open as in the photo, 1 shut.</summary>
    public Sides Lids { get; init; }

    /// <summary>To the picture's right, in eye widths.</summary>
    public float GazeRight { get; init; }

    public float GazeDown { get; init; }

    /// <summary>Radians, signs as <see cref="FaceChannel"/> tells.</summary>
    public float Yaw { get; init; }

    public float Pitch { get; init; }

    public float Roll { get; init; }

    private static Sides Plus(Sides a, float both, Sides b, float times) => new(
        Math.Clamp(a.Left + both + (times * b.Left), 0, 1.2f), Math.Clamp(a.Right + both + (times * b.Right), 0, 1.2f));

    private readonly ref struct Channels(ReadOnlySpan<float> weights)
    {
        private readonly ReadOnlySpan<float> weights = weights;

        public float this[FaceChannel channel] => weights[(int)channel];

        public Sides Pair(FaceChannel left, FaceChannel right) => new(this[left], this[right]);
    }
}
