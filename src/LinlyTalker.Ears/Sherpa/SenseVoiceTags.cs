namespace LinlyTalker.Ears.Sherpa;

/// <summary>What SenseVoice says of a stretch of sound beside its words, as tags <c>&lt;|HAPPY|&gt;</c> (FunAudioLLM, SenseVoice).</summary>
internal static class SenseVoiceTags
{
    private static readonly Dictionary<string, string> Events = new(StringComparer.OrdinalIgnoreCase)
    {
        ["BGM"] = "music",
        ["Music"] = "music",
        ["Applause"] = "applause",
        ["Laughter"] = "laughter",
        ["Cry"] = "crying",
        ["Sneeze"] = "sneeze",
        ["Breath"] = "breath",
        ["Cough"] = "cough",
        ["Sing"] = "singing",
    };

    /// <returns><c>happy</c>, <c>sad</c>, <c>angry</c>, <c>neutral</c>, <c>fearful</c>, <c>disgusted</c>, <c>surprised</c>; null when it does not know.</returns>
    public static string? Emotion(string tag) =>
        Bare(tag).ToLowerInvariant() is "happy" or "sad" or "angry" or "neutral" or "fearful" or "disgusted" or "surprised"
            ? Bare(tag).ToLowerInvariant()
            : null;

    /// <returns><c>laughter</c>, <c>music</c>, …; null for plain speech.</returns>
    public static string? Event(string tag) => Events.GetValueOrDefault(Bare(tag));

    /// <returns>BCP 47: <c>zh</c>, <c>yue</c>, …; empty when the model does not tell or heard no speech.</returns>
    public static string Language(string tag) => Bare(tag) is var bare && bare is "nospeech" or "auto" ? "" : bare;

    private static string Bare(string tag) => tag.Trim().TrimStart('<').TrimEnd('>').Trim('|');
}
