using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Whisper.Network;
using LinlyTalker.Ears.Whisper.Search;
using LinlyTalker.Ears.Whisper.Times;
using LinlyTalker.Ears.Whisper.Tokens;

namespace LinlyTalker.Ears.Whisper;

/// <summary>What was heard in one piece of sound.</summary>
/// <param name="LogProbability">Sum over its tokens.</param>
internal sealed record HeardPiece(string Text, string Language, IReadOnlyList<Word> Words, float LogProbability, int Tokens)
{
    public static HeardPiece Silence(string language) => new("", language, [], 0, 0);
}

/// <summary>Hears one piece of at most 30 s: mels, encoder, and as many attempts of the decoder as it needs.</summary>
internal sealed class PieceHearing(WhisperNetwork network, Vocabulary vocabulary, WhisperOptions options)
{
    private const int SampleRate = 16000;

    /// <summary>Nobody says more; what does has lost the sound.</summary>
    private const int TokensPerSecond = 16;

    /// <summary>No microphone is as quiet while somebody speaks: -66 dB.</summary>
    private const float Quietest = 5e-4f;

    private readonly WordTimes times = new(network, vocabulary);

    /// <param name="language">Code; empty: found out.</param>
    /// <param name="shown">Tokens said to have been before.</param>
    /// <param name="once">One attempt, however it turns out.</param>
    public HeardPiece Hear(ReadOnlySpan<float> samples, string language, ReadOnlySpan<int> shown, bool once, CancellationToken cancellation)
    {
        if (!samples.ContainsAnyExceptInRange(-Quietest, Quietest))
        {
            return HeardPiece.Silence(language);
        }

        var symbols = network.Symbols;
        var padding = network.TakesAnyLength ? (int)(options.Padding.TotalSeconds * 100) : symbols.AudioFrames;
        var (mels, frames) = MelFrames.Of(samples, symbols.Mels, padding, symbols.AudioFrames);
        using var sound = network.Encode(mels, frames, cancellation);
        using var decoder = network.Decode(sound);
        if (language.Length == 0)
        {
            language = symbols.Languages.Count > 0 ? SpokenLanguage.Find(decoder, symbols, cancellation) : "en";
        }

        var rules = new TokenRules(symbols, timestamps: network.AlignmentHeads == 0);
        var (prompt, start) = Prompt(language, shown, rules.Timestamps);
        var most = Math.Min(symbols.TextContext / 2, TokensPerSecond + (TokensPerSecond * samples.Length / SampleRate));
        var random = new Random(options.Seed);
        (Attempt Attempt, string Text, float[] Attention)? best = null;
        foreach (var temperature in options.Temperatures)
        {
            var attempt = TokenSearch.Run(decoder, rules, symbols, prompt, start, most, temperature, random, cancellation);
            if (attempt.IsSilence)
            {
                return HeardPiece.Silence(language);
            }

            var text = vocabulary.Text(attempt.Tokens.Where(token => token < symbols.EndOfText)).Trim();
            var plausible = attempt.IsPlausible(text, (double)samples.Length / SampleRate);
            if (plausible || best is not { } known || Beats(attempt, known.Attempt))
            {
                best = (attempt, text, [.. decoder.Attended]);
            }

            if (plausible || once)
            {
                break;
            }
        }

        if (best is not { Text.Length: > 0 } heard)
        {
            return HeardPiece.Silence(language);
        }

        var words = times.Find(heard.Attempt, heard.Attention, sound.Positions, samples, language);
        var said = words.Count - UnsaidRepeat.Count(words);
        return new HeardPiece(
            said == words.Count ? heard.Text : Until(heard.Text, words.Take(said)),
            language,
            [.. words.Take(said)],
            heard.Attempt.LogProbabilities.Sum(),
            heard.Attempt.Tokens.Count);
    }

    /// <returns>The text up to the end of the last of its first words.</returns>
    private static string Until(string text, IEnumerable<Word> words) =>
        text[..words.Aggregate(0, (at, word) => text.IndexOf(word.Text, at, StringComparison.Ordinal) + word.Text.Length)];

    private static bool Beats(Attempt attempt, Attempt other) =>
        other.Looped != attempt.Looped ? other.Looped : attempt.AverageLogProbability > other.AverageLogProbability;

    private (int[] Prompt, int Start) Prompt(string language, ReadOnlySpan<int> shown, bool timestamps)
    {
        var symbols = network.Symbols;
        List<int> prompt = [];
        if (!shown.IsEmpty)
        {
            prompt.Add(symbols.Previous);
            prompt.AddRange(shown);
        }

        var start = prompt.Count;
        prompt.AddRange(symbols.StartFor(language, options.Translate));
        if (!timestamps)
        {
            prompt.Add(symbols.NoTimestamps);
        }

        return ([.. prompt], start);
    }
}
