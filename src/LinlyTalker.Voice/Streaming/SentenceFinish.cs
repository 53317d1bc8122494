using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Voice.Streaming;

/// <summary>
/// Makes an engine's sentence part of a stream: its level, its rate, and the silence around it. The sound passes on
/// as it comes.
/// </summary>
internal static class SentenceFinish
{
    private static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(30);

    /// <param name="gainDecibels">The voice's.</param>
    /// <param name="sampleRate">The stream's.</param>
    /// <param name="pause">The silence behind the last sound.</param>
    public static SaidStream Finish(SaidStream said, double gainDecibels, int sampleRate, TimeSpan pause)
    {
        var all = ((said.Length * sampleRate) + said.SampleRate - 1) / said.SampleRate;
        var (first, last) = Sounding(said);
        var start = Math.Max(0, Scale(first) - (long)(Lead.TotalSeconds * sampleRate));
        var length = Scale(last) - start + (long)(pause.TotalSeconds * sampleRate);
        var filter = new SentenceFilter(said.SampleRate, sampleRate, gainDecibels, start, length, Math.Min(length, all - start));
        return new(
            sampleRate,
            length,
            Phonemes(said, Shift, length),
            [.. said.Words.Select(w => w with { Span = Shift(w.Span) })],
            Samples(said, filter));

        long Scale(long at) => Math.Min((long)Math.Round(at * ((double)sampleRate / said.SampleRate)), all);

        SampleSpan Shift(SampleSpan span) =>
            new(Math.Clamp(Scale(span.Start) - start, 0, length), Math.Clamp(Scale(span.End) - start, 0, length));
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<float>> Samples(
        SaidStream said, SentenceFilter filter, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var received = 0L;
        var isFinished = false;
        await foreach (var piece in said.Samples.WithCancellation(cancellation).ConfigureAwait(false))
        {
            // The last piece takes the silence behind it along.
            received += piece.Length;
            var isLast = received >= said.Length;
            if (!isFinished && filter.Process(piece.Span, isLast) is { Length: > 0 } samples)
            {
                yield return samples;
            }

            isFinished |= isLast;
        }

        if (!isFinished && filter.Process([], isLast: true) is { Length: > 0 } rest)
        {
            yield return rest;
        }
    }

    /// <summary>Where the first sound begins and the last one ends.</summary>
    private static (long First, long Last) Sounding(SaidStream said)
    {
        var sounds = said.Phonemes.Where(p => p.Ipa.Length > 0).ToList();
        return sounds.Count == 0 ? (0, said.Length) : (sounds[0].Span.Start, sounds[^1].Span.End);
    }

    /// <summary>The phonemes moved, those that fell away left out, the last silence as long as the pause.</summary>
    private static List<PhonemeSpan> Phonemes(SaidStream said, Func<SampleSpan, SampleSpan> shift, long length)
    {
        var phonemes = said.Phonemes
            .Select(p => p with { Span = shift(p.Span) })
            .Where(p => p.Span.Length > 0)
            .ToList();
        if (phonemes.Count > 0 && phonemes[^1].Ipa.Length == 0)
        {
            phonemes[^1] = phonemes[^1] with { Span = new(phonemes[^1].Span.Start, length) };
        }
        else if (phonemes.Count > 0 && phonemes[^1].Span.End < length)
        {
            phonemes.Add(new("", new SampleSpan(phonemes[^1].Span.End, length)));
        }

        return phonemes;
    }
}
