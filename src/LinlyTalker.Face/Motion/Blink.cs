namespace LinlyTalker.Face.Motion;

/// <summary>The course of one blink: shut in 70 ms, held for 30, open again in 140.</summary>
internal static class Blink
{
    public const float Length = 0.24f;

    /// <param name="seconds">Since the blink began.</param>
    /// <returns>0 open, 1 shut.</returns>
    public static float At(float seconds) => seconds is < 0 or >= Length
        ? 0
        : Smooth.Step(0, 0.07f, seconds) * (1 - Smooth.Step(0.10f, Length, seconds));
}
