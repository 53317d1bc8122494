using System.Collections.Frozen;
using LinlyTalker.Core.Flow;
using static LinlyTalker.Core.Flow.FaceChannel;

namespace LinlyTalker.Face.Motion;

/// <summary>What an emotion adds to a face, at full strength.</summary>
internal static class Emotions
{
    private static readonly FrozenDictionary<string, (FaceChannel Channel, float Weight)[]> ByName =
        new Dictionary<string, (FaceChannel, float)[]>
        {
            ["happy"] =
            [
                (MouthSmileLeft, 0.8f), (MouthSmileRight, 0.8f), (CheekSquintLeft, 0.4f), (CheekSquintRight, 0.4f),
                (BrowInnerUp, 0.12f), (BrowOuterUpLeft, 0.15f), (BrowOuterUpRight, 0.15f),
            ],
            ["sad"] =
            [
                (MouthFrownLeft, 0.8f), (MouthFrownRight, 0.8f), (BrowInnerUp, 0.8f), (EyeBlinkLeft, 0.08f),
                (EyeBlinkRight, 0.08f), (HeadPitch, -0.03f),
            ],
            ["surprise"] =
            [
                (BrowInnerUp, 0.8f), (BrowOuterUpLeft, 0.8f), (BrowOuterUpRight, 0.8f), (EyeWideLeft, 0.6f),
                (EyeWideRight, 0.6f), (JawOpen, 0.18f),
            ],
            ["angry"] =
            [
                (BrowDownLeft, 1), (BrowDownRight, 1), (MouthFrownLeft, 0.45f), (MouthFrownRight, 0.45f),
                (MouthPressLeft, 0.25f), (MouthPressRight, 0.25f), (EyeSquintLeft, 0.25f), (EyeSquintRight, 0.25f),
            ],
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => ByName.Keys;

    /// <param name="name">Unknown ones, and <c>neutral</c>, add nothing.</param>
    public static void Add(string name, float strength, Span<float> weights)
    {
        foreach (var (channel, weight) in ByName.GetValueOrDefault(name) ?? [])
        {
            weights[(int)channel] += weight * strength;
        }
    }
}
