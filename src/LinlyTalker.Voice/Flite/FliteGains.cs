namespace LinlyTalker.Voice.Flite;

/// <summary>Decibels that bring each voice to −18 LUFS: measured by the benchmark <c>voice-levels</c>.</summary>
internal static class FliteGains
{
    public const double Slt = -2.1;
    public const double Rms = 3.5;
}
