using LinlyTalker.Ears.Whisper.Network;

namespace LinlyTalker.Ears.Whisper;

/// <summary>Which language is spoken: the likeliest language token after the start.</summary>
internal static class SpokenLanguage
{
    public static string Find(DecoderRun decoder, WhisperSymbols symbols, CancellationToken cancellation)
    {
        var (_, logits) = decoder.Start([symbols.Start[0]], 0, cancellation);
        return Likeliest(logits, symbols.Languages);
    }

    /// <param name="languages">Token by code; not empty.</param>
    public static string Likeliest(ReadOnlySpan<float> logits, IReadOnlyDictionary<string, int> languages)
    {
        var (best, most) = ("en", float.NegativeInfinity);
        foreach (var (code, token) in languages)
        {
            (best, most) = logits[token] > most ? (code, logits[token]) : (best, most);
        }

        return best;
    }
}
