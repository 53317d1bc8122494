using LinlyTalker.Core.Flow;
using LinlyTalker.Language.Phonemes;

namespace LinlyTalker.Face.Evaluation;

/// <summary>Lips against sounds, counted over sentences.</summary>
public sealed class LipScore
{
    /// <summary>How far off lips may be, in seconds.</summary>
    public const double Tolerance = 0.040;

    /// <summary>The open vowels of English: father, cat, thought.</summary>
    private static readonly string[] OpenVowels = ["ɑ", "æ", "ɔ"];

    /// <summary>Sounds that close the lips (p, b, m).</summary>
    public int Closures { get; private set; }

    /// <summary>Of these, shut within the tolerance of the sound.</summary>
    public int Shut { get; private set; }

    /// <summary>Of these, shut within the tolerance of the sound's middle: the stricter count.</summary>
    public int ShutAtMiddle { get; private set; }

    /// <summary>Stressed open vowels.</summary>
    public int Vowels { get; private set; }

    public int Open { get; private set; }

    /// <summary>What missed, in words, for whoever wants to look at it.</summary>
    public IList<string> Misses { get; } = [];

    public void Add(LipTrack track, IEnumerable<PhonemeSpan> phonemes, int sampleRate)
    {
        foreach (var phoneme in phonemes)
        {
            if (PhonemeInventory.Find(phoneme.Ipa) is { ClosesLips: true })
            {
                CountClosure(track, phoneme, sampleRate);
            }
            else if (phoneme.Stress == 1 && OpenVowels.Contains(phoneme.Ipa))
            {
                CountVowel(track, phoneme, sampleRate);
            }
        }
    }

    private void CountClosure(LipTrack track, PhonemeSpan phoneme, int sampleRate)
    {
        var middle = (phoneme.Span.Start + phoneme.Span.End) / 2;
        Closures++;
        ShutAtMiddle += track.LeastGap(new(middle, middle), sampleRate, Tolerance) is { } atMiddle && track.IsShut(atMiddle) ? 1 : 0;
        if (track.LeastGap(phoneme.Span, sampleRate, Tolerance) is { } gap && track.IsShut(gap))
        {
            Shut++;
        }
        else
        {
            Miss(track, phoneme, sampleRate, track.LeastGap(phoneme.Span, sampleRate, Tolerance));
        }
    }

    private void CountVowel(LipTrack track, PhonemeSpan phoneme, int sampleRate)
    {
        Vowels++;
        if (track.WidestGap(phoneme.Span, sampleRate, Tolerance) is { } gap && track.IsOpen(gap))
        {
            Open++;
        }
        else
        {
            Miss(track, phoneme, sampleRate, track.WidestGap(phoneme.Span, sampleRate, Tolerance));
        }
    }

    private void Miss(LipTrack track, PhonemeSpan phoneme, int sampleRate, float? gap) => Misses.Add(FormattableString.Invariant(
        $"{phoneme.Ipa} at {(double)phoneme.Span.Start / sampleRate:F2} s ({phoneme.Span.Length * 1000 / sampleRate} ms): gap {gap:F4}, closed {track.ClosedGap:F4}"));
}
