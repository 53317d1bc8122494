using System.IO.Compression;
using System.Text;

namespace LinlyTalker.Ears.Whisper.Search;

/// <summary>What the decoder said of a sound at one temperature.</summary>
/// <param name="Tokens">Text, and timestamps where they were asked for; without the end.</param>
/// <param name="LogProbabilities">Of each token.</param>
/// <param name="AverageLogProbability">Over the tokens and the end.</param>
/// <param name="NoSpeech">Probability that nothing was said.</param>
/// <param name="Looped">It repeated itself and was cut.</param>
internal sealed record Attempt(
    IReadOnlyList<int> Tokens,
    IReadOnlyList<float> LogProbabilities,
    float AverageLogProbability,
    float NoSpeech,
    bool Looped)
{
    private const float DoubtfulLogProbability = -1;
    private const float LikelySilence = 0.6f;
    private const double SuspiciousCompression = 2.4;

    /// <summary>Of slow speech; a loop that left fewer has swallowed words.</summary>
    private const double FewestTokensPerSecond = 2;

    /// <summary>Nothing was said: likely silence, and words that the decoder itself doubts.</summary>
    public bool IsSilence => NoSpeech > LikelySilence && AverageLogProbability < DoubtfulLogProbability;

    /// <summary>Whether it can stand, by the measures of Whisper's paper (section 4.5).</summary>
    /// <param name="text">Of the tokens.</param>
    /// <param name="seconds">Of the sound: a loop after all of it has been written down does no harm, for it is cut.</param>
    public bool IsPlausible(string text, double seconds) =>
        (!Looped || Tokens.Count >= FewestTokensPerSecond * seconds)
        && AverageLogProbability >= DoubtfulLogProbability && Compression(text) <= SuspiciousCompression;

    /// <summary>How much shorter the text gets by compression: text that repeats itself gets much shorter.</summary>
    public static double Compression(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(bytes);
        }

        return (double)bytes.Length / packed.Length;
    }
}
