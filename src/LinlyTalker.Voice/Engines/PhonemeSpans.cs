using LinlyTalker.Core.Flow;
using LinlyTalker.Language.Phonemes;

namespace LinlyTalker.Voice.Engines;

/// <summary>Builds an engine's list of phonemes.</summary>
internal static class PhonemeSpans
{
    /// <summary>Adds the parts of a unit, which share its time; the stress goes with the vowels.</summary>
    public static void Add(List<PhonemeSpan> phonemes, IReadOnlyList<PhonemePart> parts, SampleSpan span, int stress = 0)
    {
        var start = span.Start;
        var share = 0f;
        foreach (var part in parts)
        {
            share += part.Share;
            var end = span.Start + (long)Math.Round(span.Length * Math.Min(share, 1f));
            var isVowel = PhonemeInventory.Find(part.Ipa)?.IsVowel == true;
            phonemes.Add(new(part.Ipa, new SampleSpan(start, end), isVowel ? stress : 0));
            start = end;
        }
    }
}

/// <summary>Builds an engine's list of words.</summary>
internal static class WordSpans
{
    /// <summary>A range that was said in several words is one word of the text.</summary>
    public static void Extend(List<WordSpan> words, TextRange range, SampleSpan span)
    {
        if (words.Count > 0 && words[^1].Range == range)
        {
            words[^1] = words[^1] with { Span = new(words[^1].Span.Start, span.End) };
        }
        else
        {
            words.Add(new(range, span));
        }
    }
}
