using System.Text;
using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Recognition;

namespace LinlyTalker.Ears.Streaming;

/// <summary>Transcripts as words, and words as text.</summary>
internal static class HeardWords
{
    /// <param name="origin">Where the recognised sound begins in the stream; no word begins before.</param>
    public static IReadOnlyList<HeardWord> Of(Transcript transcript, long origin)
    {
        var words = new List<HeardWord>();
        var at = 0;
        foreach (var (start, end, word) in Located(transcript))
        {
            Append(words, transcript.Text[at..start], transcript.Text[start..end], word, origin);
            at = end;
        }

        if (words.Count > 0)
        {
            words[^1] = words[^1] with { Tail = words[^1].Tail + transcript.Text[at..].TrimEnd() };
        }

        return words;
    }

    public static string Text(IEnumerable<HeardWord> words)
    {
        var text = new StringBuilder();
        foreach (var word in words)
        {
            text.Append(text.Length == 0 ? "" : word.Lead).Append(word.Core).Append(word.Tail);
        }

        return text.ToString();
    }

    /// <summary>The words that have times, as utterances carry them.</summary>
    public static IReadOnlyList<Word> Timed(IEnumerable<HeardWord> words) =>
        [.. words.Where(w => w.Span is not null).Select(w => new Word(w.Core + w.Tail, w.Span!.Value, w.Confidence))];

    private static void Append(List<HeardWord> words, string gap, string text, Word? word, long origin)
    {
        var core = text.TrimEnd(Mark);
        var norm = string.Concat(core.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        // Marks that the recogniser counts as words of their own, or does not count at all, belong to the word before.
        var lead = gap.AsSpan(gap.TrimEnd().Length);
        var marks = norm.Length == 0 ? gap.Trim() + text : gap.Trim();
        if (words.Count > 0 && marks.Length > 0)
        {
            words[^1] = words[^1] with { Tail = words[^1].Tail + marks };
            marks = "";
        }

        if (norm.Length > 0)
        {
            words.Add(new HeardWord(
                lead.ToString(), marks + core, text[core.Length..], norm, word?.Span.Shift(origin), word?.Confidence ?? 1));
        }
    }

    /// <summary>Where each word stands in the text; the text's own words where the recogniser's are not found in it.</summary>
    private static List<(int Start, int End, Word? Word)> Located(Transcript transcript)
    {
        var found = new List<(int, int, Word?)>();
        var at = 0;
        foreach (var word in transcript.Words)
        {
            var text = word.Text.Trim();
            var start = transcript.Text.IndexOf(text, at, StringComparison.Ordinal);
            if (start < 0 || transcript.Text[at..start].Any(char.IsLetterOrDigit))
            {
                return Split(transcript.Text);
            }

            at = start + text.Length;
            found.Add((start, at, word));
        }

        return transcript.Text[at..].Any(char.IsLetterOrDigit) ? Split(transcript.Text) : found;
    }

    private static List<(int Start, int End, Word? Word)> Split(string text)
    {
        var found = new List<(int, int, Word?)>();
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]) && (at == start || !StandsAlone(text[at])) && (at == start || !StandsAlone(text[at - 1])))
            {
                at++;
            }

            if (at > start)
            {
                found.Add((start, at, null));
            }
            else
            {
                at++;
            }
        }

        return found;
    }

    /// <summary>Chinese and Japanese are written without spaces.</summary>
    private static bool StandsAlone(char c) => c is >= '\u3040' and <= '\u30ff' or >= '\u3400' and <= '\u9fff' or >= '\uf900' and <= '\ufaff';

    private static readonly char[] Mark = [.. Enumerable.Range(0, 0x10000).Select(i => (char)i).Where(c => char.IsPunctuation(c) && c != '%')];
}
