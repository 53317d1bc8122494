using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Tests.Core.Conversations;

/// <summary>
/// Replies by a script: a string is a piece, an exception is thrown, a task is waited for, as the request is.
/// </summary>
internal sealed class ScriptedBrain(Func<ReplyRequest, IEnumerable<object>> script) : IBrain
{
    private int open;

    public ScriptedBrain(params object[] script)
        : this(_ => script)
    {
    }

    public ConcurrentQueue<ReplyRequest> Requests { get; } = new();

    public int Pieces { get; private set; }

    /// <summary>Replies that are being thought.</summary>
    public int Open => open;

    public async IAsyncEnumerable<ReplyPiece> ReplyAsync(
        ReplyRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Requests.Enqueue(request);
        Interlocked.Increment(ref open);
        try
        {
            foreach (var step in script(request))
            {
                cancellation.ThrowIfCancellationRequested();
                switch (step)
                {
                    case Exception failure:
                        throw failure;
                    case Task gate:
                        await gate.WaitAsync(cancellation);
                        break;
                    default:
                        Pieces++;
                        yield return step as ReplyPiece ?? new ReplyPiece { Text = (string)step, Language = "en" };
                        break;
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }
}

/// <summary>A sentence ends with a piece that ends in a full stop or a question mark.</summary>
internal sealed class FullStopCutter : ISentenceCutter
{
    public async IAsyncEnumerable<Sentence> CutAsync(
        IAsyncEnumerable<ReplyPiece> pieces, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (text, spoken, index) = ("", "", 0);
        await foreach (var piece in pieces.WithCancellation(cancellation))
        {
            text += piece.Text;
            spoken += piece.Spoken ?? piece.Text;
            if (".?!。？".Contains(text.TrimEnd()[^1], StringComparison.Ordinal))
            {
                yield return new Sentence { Index = index++, Text = text, Spoken = spoken, Language = piece.Language };
                (text, spoken) = ("", "");
            }
        }

        if (text.Length > 0)
        {
            yield return new Sentence { Index = index, Text = text, Spoken = spoken, Language = "en" };
        }
    }
}
