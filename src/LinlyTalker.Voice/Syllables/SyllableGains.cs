namespace LinlyTalker.Voice.Syllables;

/// <summary>What brings the recorded speakers to −18 LUFS, in decibels; measured by the benchmark <c>voice-levels</c>.</summary>
internal static class SyllableGains
{
    public const double Gcin = 3;
}
