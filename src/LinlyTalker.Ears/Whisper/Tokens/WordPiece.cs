using System.Text;

namespace LinlyTalker.Ears.Whisper.Tokens;

/// <summary>A word and the tokens that write it.</summary>
/// <param name="Text">With the punctuation that follows it, without spaces around.</param>
/// <param name="First">Its first token, counted from the first token of the text.</param>
/// <param name="Spoken">One past its last token that is said.</param>
/// <param name="End">One past its last token, punctuation among them.</param>
internal sealed record WordPiece(string Text, int First, int Spoken, int End)
{
    /// <summary>Cuts a text's tokens into words.</summary>
    /// <param name="spaced">Whether spaces part words in this language; else every character is a word.</param>
    public static IReadOnlyList<WordPiece> Split(Vocabulary vocabulary, IReadOnlyList<int> tokens, bool spaced)
    {
        var words = new List<WordPiece>();
        foreach (var (text, first, end) in Units(vocabulary, tokens))
        {
            if (words.Count == 0 || Begins(words[^1].Text, text, spaced))
            {
                words.Add(new WordPiece(text, first, end, end));
            }
            else
            {
                words[^1] = words[^1] with { Text = words[^1].Text + text, End = end, Spoken = IsSaid(text) ? end : words[^1].Spoken };
            }
        }

        return WithoutBareSigns(words);
    }

    private static bool Begins(string before, string text, bool spaced) =>
        text.StartsWith(' ') || (!spaced && IsSaid(text) && IsSaid(before) && (text[0] > 0x7F || before[^1] > 0x7F));

    private static bool IsSaid(string text) => text.Any(char.IsLetterOrDigit);

    /// <summary>A dash between words belongs to the one before it, signs at the beginning to the first word.</summary>
    private static List<WordPiece> WithoutBareSigns(List<WordPiece> words)
    {
        var kept = new List<WordPiece>();
        foreach (var word in words)
        {
            if (kept.Count > 0 && !IsSaid(kept[^1].Text))
            {
                kept[^1] = word with { Text = kept[^1].Text + word.Text, First = kept[^1].First };
            }
            else if (kept.Count > 0 && !IsSaid(word.Text))
            {
                kept[^1] = kept[^1] with { Text = kept[^1].Text + word.Text, End = word.End };
            }
            else
            {
                kept.Add(word);
            }
        }

        return [.. kept.Where(word => IsSaid(word.Text)).Select(word => word with { Text = word.Text.Trim() })];
    }

    /// <summary>Tokens joined until they make whole characters.</summary>
    private static IEnumerable<(string Text, int First, int End)> Units(Vocabulary vocabulary, IReadOnlyList<int> tokens)
    {
        var bytes = new List<byte>();
        var first = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            bytes.AddRange(vocabulary.BytesOf(tokens[i]));
            var text = Encoding.UTF8.GetString([.. bytes]);
            if (i + 1 < tokens.Count && (text.Length == 0 || text.EndsWith('\uFFFD')))
            {
                continue;
            }

            text = text.Replace("\uFFFD", "", StringComparison.Ordinal);
            if (text.Length > 0)
            {
                yield return (text, first, i + 1);
            }

            bytes.Clear();
            first = i + 1;
        }
    }
}
