using LinlyTalker.Core.Flow;

namespace LinlyTalker.Voice.Piper.Text;

/// <summary>The symbols of voices that read letters (<c>phoneme_type</c> text).</summary>
internal static class LetterReader
{
    public static UtteranceSymbols Read(ReadableText readable)
    {
        var symbols = new List<string>();
        var words = new List<SymbolWord>();
        var at = 0;
        foreach (var (range, source) in readable.Words)
        {
            Add(new(at, range.Start - at));
            var first = symbols.Count;
            Add(range);
            words.Add(new(first, symbols.Count, source));
            at = range.End;
        }

        Add(new(at, readable.Text.Length - at));
        return new(symbols, words);

        void Add(TextRange range) =>
            symbols.AddRange(Decomposition.Of(range.Of(readable.Text)).EnumerateRunes().Select(r => r.ToString()));
    }
}
