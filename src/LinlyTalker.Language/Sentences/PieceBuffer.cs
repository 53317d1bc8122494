using LinlyTalker.Core.Flow;

namespace LinlyTalker.Language.Sentences;

/// <summary>
/// What came of a reply and is not yet given on: the spoken text, and beside it which part of the shown text, which
/// language, sources and marks belong to it.
/// </summary>
internal sealed class PieceBuffer
{
    /// <summary>A piece and its place in the reply's spoken text.</summary>
    private readonly record struct Held(ReplyPiece Piece, int Start, int End);

    private readonly Queue<Held> pieces = new();
    private readonly Growing<char> spoken = new();
    private readonly Growing<char> shown = new();

    /// <summary>For each spoken character, where in the reply's shown text it begins.</summary>
    private readonly Growing<int> shownAt = new();

    private int sentences;

    /// <summary>What is left to be said.</summary>
    public ReadOnlySpan<char> Spoken => spoken.Rest;

    public bool IsEmpty => spoken.Rest.IsEmpty && shown.Rest.IsEmpty;

    /// <summary>The language of the next sentence.</summary>
    public string Language { get; private set; } = "";

    public void Add(ReplyPiece piece)
    {
        var said = piece.Spoken ?? piece.Text;
        var (start, shownStart) = (spoken.End, shown.End);
        pieces.Enqueue(new(piece, start, start + said.Length));
        spoken.Append(said);
        shown.Append(piece.Text);
        shownAt.Append(piece.Spoken is null || piece.Spoken == piece.Text
            ? Enumerable.Range(shownStart, said.Length).ToArray()
            : Align(said, piece.Text, shownStart));
        Language = pieces.Peek().Piece.Language;
    }

    /// <summary>Gives the next <paramref name="length"/> spoken characters as a sentence.</summary>
    public Sentence Take(int length, bool isLast)
    {
        var (start, end) = (spoken.Start, spoken.Start + length);
        var shownEnd = isLast || length == spoken.Rest.Length ? shown.End : shownAt.Rest[length];
        var parts = pieces.TakeWhile(p => p.Start < end || p.Start == p.End && p.Start == end).ToList();
        var sentence = new Sentence
        {
            Index = sentences++,
            Text = new string(shown.Take(shownEnd - shown.Start)),
            Spoken = new string(spoken.Take(length)),
            Language = parts.Count > 0 ? parts[0].Piece.Language : Language,
            Sources = [.. parts.SelectMany(p => p.Piece.Sources).Distinct()],
            Marks = [.. parts.SelectMany(p => MarksWithin(p, start, end))],
        };
        shownAt.Take(length);
        while (pieces.TryPeek(out var first) && first.End <= end)
        {
            pieces.Dequeue();
        }

        Language = pieces.TryPeek(out var next) ? next.Piece.Language : Language;
        return sentence;
    }

    private static IEnumerable<SpeechMark> MarksWithin(Held held, int start, int end) =>
        from mark in held.Piece.Marks
        let first = Math.Max(held.Start + mark.Range.Start, start)
        let last = Math.Min(Math.Min(held.Start + mark.Range.End, held.End), end)
        where first < last
        select mark with { Range = new(first - start, last - first) };

    /// <summary>
    /// Where each said character stands in the shown text. Markdown shows what is said and signs between; where the
    /// two differ otherwise, the shown text goes undivided with the beginning of what is said.
    /// </summary>
    private static int[] Align(string said, string text, int shownStart)
    {
        var places = new int[said.Length];
        var at = 0;
        for (var i = 0; i < said.Length; i++)
        {
            var found = text.IndexOf(said[i], at);
            if (found < 0)
            {
                Array.Fill(places, shownStart + text.Length);
                if (places.Length > 0)
                {
                    places[0] = shownStart;
                }

                return places;
            }

            // Signs before a character belong to it: "**Bold" is cut before the stars.
            places[i] = shownStart + at;
            at = found + 1;
        }

        return places;
    }

    /// <summary>A text that grows at its end and shrinks at its beginning; both cost what they move, once.</summary>
    private sealed class Growing<T>
    {
        private T[] items = new T[256];
        private int first;
        private int count;

        /// <summary>Where <see cref="Rest"/> begins, counted since the reply began.</summary>
        public int Start { get; private set; }

        public int End => Start + count;

        public ReadOnlySpan<T> Rest => items.AsSpan(first, count);

        public void Append(ReadOnlySpan<T> more)
        {
            if (first + count + more.Length > items.Length)
            {
                var room = count + more.Length <= items.Length / 2 ? items : new T[2 * (count + more.Length)];
                Rest.CopyTo(room);
                (items, first) = (room, 0);
            }

            more.CopyTo(items.AsSpan(first + count));
            count += more.Length;
        }

        public ReadOnlySpan<T> Take(int length)
        {
            var taken = items.AsSpan(first, length);
            first += length;
            count -= length;
            Start += length;
            return taken;
        }
    }
}
