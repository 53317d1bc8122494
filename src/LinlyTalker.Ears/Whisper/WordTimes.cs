using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Whisper.Network;
using LinlyTalker.Ears.Whisper.Search;
using LinlyTalker.Ears.Whisper.Times;
using LinlyTalker.Ears.Whisper.Tokens;

namespace LinlyTalker.Ears.Whisper;

/// <summary>
/// The words of what was heard: when by the decoder's attention where it shows it, else between its timestamps by the
/// sound; how sure by their tokens' probabilities.
/// </summary>
internal sealed class WordTimes(WhisperNetwork network, Vocabulary vocabulary)
{
    private const int SamplesPerPosition = 320;

    /// <summary>Written without spaces.</summary>
    private static readonly HashSet<string> Unspaced = ["zh", "yue", "ja", "th", "lo", "my", "km"];

    /// <param name="attention">Shape (rows, heads, positions); empty where the decoder shows none.</param>
    /// <returns>Spans count from the first sample.</returns>
    public IReadOnlyList<Word> Find(
        Attempt attempt, IReadOnlyList<float> attention, int positions, ReadOnlySpan<float> samples, string language)
    {
        var envelope = new Envelope(samples);
        var spaced = !Unspaced.Contains(language);
        return attention.Count > 0
            ? ByAttention(attempt, attention, positions, samples.Length, envelope, spaced)
            : ByTimestamps(attempt, samples.Length, envelope, spaced);
    }

    private IReadOnlyList<Word> ByAttention(
        Attempt attempt, IReadOnlyList<float> attention, int positions, int length, Envelope envelope, bool spaced)
    {
        var heads = network.AlignmentHeads;
        var rows = Math.Min(attempt.Tokens.Count + 1, attention.Count / (heads * positions));
        var used = Math.Clamp((length + SamplesPerPosition - 1) / SamplesPerPosition, 1, positions);
        var entries = AttentionTimes.Find(attention, rows, heads, positions, used);
        var words = WordPiece.Split(vocabulary, attempt.Tokens, spaced);
        return [.. words.Select(word => Word(word, attempt, 0, SpanEdges.Trim(new SampleSpan(At(word.First), At(word.Spoken)), envelope)))];

        long At(int token) => Math.Min(length, (token < rows ? entries[token] : used) * SamplesPerPosition);
    }

    private List<Word> ByTimestamps(Attempt attempt, int length, Envelope envelope, bool spaced)
    {
        var words = new List<Word>();
        foreach (var segment in Segments(attempt.Tokens, length))
        {
            var pieces = WordPiece.Split(vocabulary, [.. attempt.Tokens.Skip(segment.First).Take(segment.Count)], spaced);
            var spans = EnergyTimes.Place([.. pieces.Select(piece => piece.Text.Count(char.IsLetterOrDigit))], segment.Span, envelope);
            words.AddRange(pieces.Zip(spans, (piece, span) => Word(piece, attempt, segment.First, SpanEdges.Trim(span, envelope))));
        }

        return words;
    }

    private IEnumerable<(int First, int Count, SampleSpan Span)> Segments(IReadOnlyList<int> tokens, int length)
    {
        var (first, start) = (0, 0L);
        for (var i = 0; i <= tokens.Count; i++)
        {
            if (i < tokens.Count && tokens[i] < network.Symbols.FirstTimestamp)
            {
                continue;
            }

            var time = i < tokens.Count
                ? Math.Min(length, (tokens[i] - network.Symbols.FirstTimestamp) * (long)SamplesPerPosition)
                : length;
            if (i > first)
            {
                yield return (first, i - first, new SampleSpan(start, Math.Max(start, time)));
            }

            (first, start) = (i + 1, time);
        }
    }

    private static Word Word(WordPiece piece, Attempt attempt, int first, SampleSpan span)
    {
        var sum = 0f;
        for (var i = piece.First; i < piece.Spoken; i++)
        {
            sum += attempt.LogProbabilities[first + i];
        }

        return new Word(piece.Text, span, MathF.Exp(Math.Min(0, sum / Math.Max(1, piece.Spoken - piece.First))));
    }
}
