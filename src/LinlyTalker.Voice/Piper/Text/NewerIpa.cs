using System.Text.RegularExpressions;

namespace LinlyTalker.Voice.Piper.Text;

/// <summary>
/// What espeak-ng 1.51 writes, as 1.52 writes it, which Piper's voices were trained with: they differ in a handful of
/// symbols (measured over a thousand English texts).
/// </summary>
internal static partial class NewerIpa
{
    /// <param name="separated">With <c>_</c> between phonemes.</param>
    public static string Of(string separated)
    {
        // 1.51 has the glide too but writes it as an empty phoneme. Empty ones after other sounds, or before a
        // consonant, are pauses and stay silent.
        var ipa = Glide().Replace(separated, "ʲ")
            .Replace("_", "", StringComparison.Ordinal)
            .Replace("oːɹ", "ɔːɹ", StringComparison.Ordinal)
            .Replace("hˈæzbiːn", "hɐzbɪn", StringComparison.Ordinal);
        ipa = Switch().Replace(ipa, "");
        return ipa.AsSpan().Trim() is "wˈʌn" ? ipa.Replace('ˈ', 'ˌ') : ipa;
    }

    [GeneratedRegex("(?:(?<=[iɪ])|(?<=iː))(?:_(?= [ˈˌ]?[aeiouæɐɑɒɔəɚɛɜɪʊʌᵻ])|__(?=[ˈˌ]?[aeiouæɐɑɒɔəɚɛɜɪʊʌᵻ]))", RegexOptions.CultureInvariant)]
    private static partial Regex Glide();

    /// <summary>"(en)" where the library changes to another language's rules.</summary>
    [GeneratedRegex(@"\([^)]+\)", RegexOptions.CultureInvariant)]
    private static partial Regex Switch();
}
