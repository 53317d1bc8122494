using LinlyTalker.Native.PocketSphinx;

namespace LinlyTalker.Ears.Alignment;

/// <summary>Aligns a window of sound with words; with <c>mayEndEarly</c> with as many of them as it holds.</summary>
internal delegate Task<IReadOnlyList<AlignedPhone>> WindowAligner(
    ReadOnlyMemory<float> samples, IReadOnlyList<IReadOnlyList<string>> words, bool mayEndEarly, CancellationToken cancellation);

/// <summary>
/// Aligns a script of any length window by window, since the time that one alignment takes grows with the length of its
/// sound and with that of its text. What is found in the first part of a window stands; the next window begins there.
/// </summary>
/// <param name="align">At 16 kHz.</param>
internal sealed class ScriptWalk(WindowAligner align)
{
    /// <summary>Up to here all is aligned at once.</summary>
    private const int Whole = 90 * PocketSphinxDecoder.SampleRate;

    private const int Window = 60 * PocketSphinxDecoder.SampleRate;

    /// <summary>So much at a window's end is aligned again with what follows it.</summary>
    private const int Overlap = 15 * PocketSphinxDecoder.SampleRate;

    /// <summary>Nobody says more phones a second for a minute.</summary>
    private const int PhonesPerSecond = 20;

    /// <returns>All phones, and for each word how many are its own; null where the sound does not hold the words.</returns>
    public async Task<(IReadOnlyList<AlignedPhone> Phones, IReadOnlyList<int> Lengths)?> AlignAsync(
        ReadOnlyMemory<float> samples, IReadOnlyList<IReadOnlyList<string>> words, CancellationToken cancellation)
    {
        var (phones, lengths) = (new List<AlignedPhone>(), new List<int>());
        var at = 0;
        while (lengths.Count < words.Count)
        {
            var isLast = samples.Length - at <= Whole;
            var window = isLast ? samples[at..] : samples.Slice(at, Window);
            var ahead = Ahead(words, lengths.Count, isLast ? int.MaxValue : Window / PocketSphinxDecoder.SampleRate * PhonesPerSecond);
            var found = window.Length == 0 ? [] : await align(window, ahead, !isLast, cancellation).ConfigureAwait(false);
            if (AlignmentDoubt.IsDoubtful(found) || AlignedWords.Lengths(found, ahead, !isLast) is not { } own)
            {
                return null;
            }

            var kept = 0;
            foreach (var length in own)
            {
                if (!isLast && found[kept + length - 1].EndFrame * PocketSphinxDecoder.SamplesPerFrame > Window - Overlap)
                {
                    break;
                }

                lengths.Add(length);
                kept += length;
            }

            if (kept == 0)
            {
                return null;
            }

            var shift = at / PocketSphinxDecoder.SamplesPerFrame;
            phones.AddRange(found.Take(kept).Select(phone => phone with { FirstFrame = phone.FirstFrame + shift, EndFrame = phone.EndFrame + shift }));
            at = phones[^1].EndFrame * PocketSphinxDecoder.SamplesPerFrame;
        }

        return (phones, lengths);
    }

    /// <summary>The next words, of so many phones at most, at least one.</summary>
    private static List<IReadOnlyList<string>> Ahead(IReadOnlyList<IReadOnlyList<string>> words, int first, int phones)
    {
        var ahead = new List<IReadOnlyList<string>>();
        for (var word = first; word < words.Count && (phones > 0 || ahead.Count == 0); word++)
        {
            ahead.Add(words[word]);
            phones -= words[word][0].AsSpan().Count(' ') + 1;
        }

        return ahead;
    }
}
