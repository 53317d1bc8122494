namespace LinlyTalker.Face;

/// <summary>The few curves that everything about the face is shaped with.</summary>
internal static class Smooth
{
    /// <summary>0 at <paramref name="from"/>, 1 at <paramref name="to"/>, level at both ends; either may be the greater.</summary>
    public static float Step(float from, float to, float x)
    {
        var t = Math.Clamp((x - from) / (to - from), 0f, 1f);
        return t * t * (3 - (2 * t));
    }

    /// <summary>exp(-x²).</summary>
    public static float Bell(float x) => MathF.Exp(-x * x);

    /// <summary>The part of a normal distribution below <paramref name="x"/> (Abramowitz and Stegun 7.1.26, within 1e-7).</summary>
    public static float NormalBelow(float x)
    {
        var z = MathF.Abs(x) * 0.70710678f;
        var t = 1 / (1 + (0.3275911f * z));
        var tail = 0.5f * t * MathF.Exp(-z * z)
            * (0.254829592f + (t * (-0.284496736f + (t * (1.421413741f + (t * (-1.453152027f + (t * 1.061405429f))))))));
        return x < 0 ? tail : 1 - tail;
    }
}
