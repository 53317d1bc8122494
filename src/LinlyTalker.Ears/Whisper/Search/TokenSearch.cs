using LinlyTalker.Ears.Whisper.Network;

namespace LinlyTalker.Ears.Whisper.Search;

/// <summary>Lets the decoder say one token after the other until it ends, loops, or has said too much.</summary>
internal static class TokenSearch
{
    /// <param name="prompt">What the decoder is told has been said, and the start of the transcription.</param>
    /// <param name="start">Where in it the start of the transcription stands.</param>
    /// <param name="most">Tokens at most.</param>
    /// <param name="temperature">0 takes the likeliest token, more draws.</param>
    public static Attempt Run(
        DecoderRun decoder,
        TokenRules rules,
        WhisperSymbols symbols,
        ReadOnlySpan<int> prompt,
        int start,
        int most,
        float temperature,
        Random random,
        CancellationToken cancellation)
    {
        var (atStart, row) = decoder.Start(prompt, start, cancellation);
        var noSpeech = MathF.Exp(atStart[symbols.NoSpeech] - Logits.LogSum(atStart));
        Span<float> logits = row;
        List<int> tokens = [];
        List<float> probabilities = [];
        var (sum, ended, looped) = (0f, false, false);
        while (true)
        {
            var choice = rules.Apply(logits, tokens);
            var token = temperature > 0 ? Logits.Draw(choice, temperature, random) : Logits.Largest(choice);
            var probability = choice[token] - Logits.LogSum(choice);
            sum += probability;
            if (token == rules.EndOfText)
            {
                ended = true;
                break;
            }

            tokens.Add(token);
            probabilities.Add(probability);
            if (Repetition.EndsIn(tokens, out var kept))
            {
                tokens.RemoveRange(kept, tokens.Count - kept);
                probabilities.RemoveRange(kept, probabilities.Count - kept);
                (sum, looped) = (probabilities.Sum(), true);
                break;
            }

            if (tokens.Count >= most || decoder.Room == 0)
            {
                break;
            }

            logits = decoder.Next(token, cancellation);
        }

        return new Attempt(tokens, probabilities, sum / Math.Max(1, tokens.Count + (ended ? 1 : 0)), noSpeech, looped);
    }
}
