namespace LinlyTalker.Face.Landmarks;

/// <summary>
/// How likely each emotion is, adding up to one. Trust happy, neutral and sad; the other four come from a small net
/// that guesses.
/// </summary>
public sealed record FaceEmotion(
    float Angry, float Disgust, float Fear, float Happy, float Sad, float Surprise, float Neutral)
{
    /// <summary>In the order of the net's output.</summary>
    internal static FaceEmotion Of(ReadOnlySpan<float> p) => new(p[0], p[1], p[2], p[3], p[4], p[5], p[6]);
}
