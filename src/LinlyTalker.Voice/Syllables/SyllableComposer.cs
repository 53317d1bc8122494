namespace LinlyTalker.Voice.Syllables;

/// <summary>
/// Makes a syllable that nobody recorded of two that were: the consonant of one (ㄒ of ㄒㄧ) and the rest of another of
/// the wanted tone (ㄧㄥ2), in a short cross-fade where the voice begins.
/// </summary>
internal static class SyllableComposer
{
    private const string Initials = "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙ";

    /// <summary>Whose finals are taken: none first, then those whose voice begins at a clear place.</summary>
    private const string FinalDonors = "ㄐㄒㄑㄉㄍㄊㄎㄓㄗㄕㄙㄔㄘㄏㄅㄆ";
    private static readonly string[] Tones = ["", "4", "2", "3"];
    private const int Fade = SyllableBank.SampleRate / 125;

    /// <summary>A voiced consonant has no end to be found: it has this much.</summary>
    private const int VoicedInitial = SyllableBank.SampleRate * 75 / 1000;

    /// <param name="letters">Bopomofo.</param>
    /// <param name="tone">As folders are named: empty for the first.</param>
    /// <param name="recording">A recording by its folder's name, or null.</param>
    public static RecordedSyllable? Compose(string letters, string tone, Func<string, RecordedSyllable?> recording)
    {
        var hasInitial = Initials.Contains(letters[0], StringComparison.Ordinal);
        var final = hasInitial ? letters[1..] : letters;
        if (final.Length == 0 || Final(final, tone, hasInitial, recording) is not { } rest)
        {
            return null;
        }

        return !hasInitial ? new(rest, 0) : Onset(letters[0], final[0], recording) is { } onset ? Join(onset, rest) : null;
    }

    private static float[]? Final(string final, string tone, bool standing, Func<string, RecordedSyllable?> recording)
    {
        if (standing && recording(final + tone) is { } alone)
        {
            return alone.Samples;
        }

        return FinalDonors.Select(d => recording(d + final + tone)).FirstOrDefault(r => r is not null) is { } donor
            ? donor.Samples[donor.VowelStart..]
            : null;
    }

    /// <summary>The consonant before the same glide or vowel where there is one, which shapes it.</summary>
    private static float[]? Onset(char initial, char glide, Func<string, RecordedSyllable?> recording)
    {
        string[] vowels = [$"{glide}", "", glide == 'ㄩ' ? "ㄧ" : "ㄜ", "ㄨ", "ㄧ", "ㄚ"];
        var donor = vowels.SelectMany(v => Tones.Select(t => recording(initial + v + t))).FirstOrDefault(r => r is not null);
        var voiced = initial is 'ㄇ' or 'ㄋ' or 'ㄌ' or 'ㄖ';
        return donor?.Samples[..Math.Min(donor.Samples.Length, voiced ? VoicedInitial : donor.VowelStart + Fade)];
    }

    private static RecordedSyllable Join(float[] onset, float[] rest)
    {
        var joined = new JoinedSpeech();
        joined.Add(onset, 0);
        var start = joined.Add(rest, Fade);
        return new(joined.ToArray(), start);
    }
}
