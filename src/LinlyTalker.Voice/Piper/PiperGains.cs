namespace LinlyTalker.Voice.Piper;

/// <summary>
/// Decibels that bring a voice to −18 LUFS: measured by the benchmark <c>voice-levels</c>. Piper's voices are trained
/// on recordings of like level; the limiter holds the peaks, which takes half a decibel of it.
/// </summary>
internal static class PiperGains
{
    public const double Usual = 7.5;
}
