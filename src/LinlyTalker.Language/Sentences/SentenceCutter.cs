using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Language.Sentences;

/// <summary>
/// Cuts by rules, in any language: at ending signs that end a sentence (not those of "3.14", "Dr. Li", "U.S.", an
/// address or a time), at blank lines and before list items, never inside brackets or quotes; a sentence without
/// end is parted at a clause. How the pieces came changes nothing. Nothing is lost: the sentences' texts joined
/// are the pieces' texts joined.
/// </summary>
public sealed class SentenceCutter : ISentenceCutter
{
    /// <summary>About 15 seconds of speech: 240 letters, or 80 ideographs.</summary>
    private const int LongestSentence = 240;

    /// <summary>Languages that write "3." for "third".</summary>
    private static readonly HashSet<string> CountingWithStop =
        ["bs", "cs", "da", "de", "et", "fi", "hr", "hu", "is", "lv", "nb", "nn", "no", "pl", "sk", "sl", "sr"];

    public async IAsyncEnumerable<Sentence> CutAsync(
        IAsyncEnumerable<ReplyPiece> pieces, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var buffer = new PieceBuffer();
        var borders = new SentenceBorders(LongestSentence);
        await foreach (var piece in pieces.WithCancellation(cancellation).ConfigureAwait(false))
        {
            buffer.Add(piece);
            while (Next(buffer, borders, isComplete: false) is { } sentence)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return sentence;
            }
        }

        while (Next(buffer, borders, isComplete: true) is { } sentence)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return sentence;
        }

        if (!buffer.IsEmpty)
        {
            yield return buffer.Take(0, isLast: true);
        }
    }

    private static Sentence? Next(PieceBuffer buffer, SentenceBorders borders, bool isComplete)
    {
        var primary = buffer.Language.Split('-')[0];
        var length = borders.Find(buffer.Spoken, isComplete, CountingWithStop.Contains(primary));
        return length == 0 ? null : buffer.Take(length, isComplete && length == buffer.Spoken.Length);
    }
}
