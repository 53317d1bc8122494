namespace LinlyTalker.Face.Motion;

/// <summary>What the lips must do whatever the neighbours want.</summary>
internal enum Closure
{
    None,

    /// <summary>Shut: p, b, m.</summary>
    Seal,

    /// <summary>The lower lip at the upper teeth: f, v.</summary>
    Bite,
}

/// <summary>
/// How a sound looks: weights of ARKit's channels (left and right alike), and how much the sound insists on them
/// against its neighbours (the dominance of Cohen and Massaro 1993), 0 to 1.
/// </summary>
internal sealed record MouthShape
{
    public float Jaw { get; init; }

    public float Pucker { get; init; }

    public float Funnel { get; init; }

    public float Stretch { get; init; }

    public float Smile { get; init; }

    public float UpperUp { get; init; }

    public float LowerDown { get; init; }

    public float TongueUp { get; init; }

    public float TongueOut { get; init; }

    public Closure Closure { get; init; }

    public float JawInsists { get; init; } = 1;

    /// <summary>On rounding or spreading.</summary>
    public float RoundInsists { get; init; } = 1;

    /// <summary>On raising the upper and lowering the lower lip.</summary>
    public float LipsInsist { get; init; } = 1;
}
