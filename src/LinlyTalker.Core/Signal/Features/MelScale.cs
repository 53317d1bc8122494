namespace LinlyTalker.Core.Signal.Features;

/// <summary>A scale of pitch.</summary>
/// <param name="FromHertz">Rises.</param>
/// <param name="ToHertz">Its inverse.</param>
public sealed record MelScale(Func<double, double> FromHertz, Func<double, double> ToHertz)
{
    private const double LinearStep = 200.0 / 3; // Hz a mel
    private const double LinearEnd = 1000;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    /// <summary>Slaney's Auditory Toolbox (1998): straight to 1 kHz, logarithmic above.</summary>
    public static MelScale Slaney { get; } = new(
        hertz => hertz < LinearEnd ? hertz / LinearStep : (LinearEnd / LinearStep) + (Math.Log(hertz / LinearEnd) / LogStep),
        mel => mel < LinearEnd / LinearStep ? mel * LinearStep : LinearEnd * Math.Exp(LogStep * (mel - (LinearEnd / LinearStep))));

    /// <summary>O'Shaughnessy (1987), natural logarithm.</summary>
    public static MelScale Logarithmic { get; } = new(
        hertz => 1127 * Math.Log(1 + (hertz / 700)),
        mel => 700 * (Math.Exp(mel / 1127) - 1));
}
