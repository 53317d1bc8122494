using LinlyTalker.Core.Errors;

namespace LinlyTalker.Voice.Piper.Net;

/// <summary>How an utterance is to be said.</summary>
/// <param name="Ids">The symbols' numbers.</param>
/// <param name="Speaker">Of several.</param>
/// <param name="Noise">How much the sound varies.</param>
/// <param name="Length">Of the durations; 1 is the voice's own.</param>
/// <param name="DurationNoise">How much the durations vary.</param>
/// <param name="Seed">Of all noise.</param>
internal sealed record VitsRequest(long[] Ids, int Speaker, float Noise, float Length, float DurationNoise, int Seed);

/// <summary>A loaded voice.</summary>
internal interface IVitsNet : IDisposable
{
    /// <summary>Works out when everything will be said; the sound is made as it is read.</summary>
    /// <exception cref="ModelFormatException">What came out is not speech.</exception>
    VitsSpeech Start(VitsRequest request, CancellationToken cancellation);
}

/// <summary>An utterance that is being said.</summary>
/// <param name="Starts">
/// In samples: where each id begins, and the end of the last; null where the graph does not tell.
/// </param>
/// <param name="FrameSamples">Samples of a frame.</param>
/// <param name="Length">In samples.</param>
/// <param name="Pieces">Makes the sound, piece by piece, on the thread that asks for it.</param>
internal sealed record VitsSpeech(IReadOnlyList<long>? Starts, int FrameSamples, long Length, IEnumerable<float[]> Pieces);
