using System.Text;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Cli.Chatting;

/// <summary>
/// A conversation on a terminal: what is heard while it is said, what is said word by word as it sounds. Passes on to the
/// playback, and tells the echo canceller what sounds.
/// </summary>
/// <param name="name">Of who answers.</param>
/// <param name="print">A line that stays.</param>
/// <param name="show">A line that the next replaces.</param>
internal sealed class ChatScreen(Playback playback, PlayedSound played, string name, Action<string> print, Action<string> show) : IConversationOutput
{
    private readonly Lock gate = new();
    private readonly List<(long Start, string Text)> words = [];
    private readonly StringBuilder sounded = new();
    private int turn = -1;
    private int next;
    private long end;
    private long position;
    private bool over = true;

    public bool TracksPlayback => playback.TracksPlayback;

    /// <summary>Whether all that was said has sounded.</summary>
    public bool IsQuiet
    {
        get
        {
            lock (gate)
            {
                return over && position >= end;
            }
        }
    }

    public ValueTask WriteAsync(ConversationEvent item, CancellationToken cancellation)
    {
        lock (gate)
        {
            Take(item);
        }

        played.Follow(item);
        return playback.WriteAsync(item, cancellation);
    }

    /// <summary>The loudspeaker is there, in samples of the reply's speech.</summary>
    public void Sound(int turn, long position)
    {
        lock (gate)
        {
            if (turn != this.turn)
            {
                return;
            }

            this.position = position;
            for (; next < words.Count && words[next].Start <= position; next++)
            {
                sounded.Append(words[next].Text);
                show($"{name}: {sounded.ToString().Trim()}");
            }

            if (over && position >= end)
            {
                Finish("");
            }
        }
    }

    private void Take(ConversationEvent item)
    {
        switch (item)
        {
            case Heard { Utterance: { Text.Length: > 0 } utterance }:
                (utterance.IsFinal ? print : show)($"You: {utterance.Text}");
                break;
            case ReplyStarted:
                Finish("");
                (turn, next, end, position, over) = (item.Turn, 0, 0, 0, false);
                words.Clear();
                break;
            case Spoke { Chunk: var chunk } when item.Turn == turn:
                Add(chunk);
                break;
            case Captioned caption when item.Turn == turn:
                print($"{name} (not spoken): {caption.Text.Trim()}");
                break;
            case Interrupted when item.Turn == turn:
                (over, end) = (true, position);
                Finish(" —");
                break;
            case ReplyEnded when item.Turn == turn:
                over = true;
                break;
            case Degraded degraded:
                print($"({degraded.Organ.ToString().ToLowerInvariant()}: {degraded.Told})");
                break;
        }
    }

    private void Add(SpeechChunk chunk)
    {
        end = chunk.Audio.Span.End;
        foreach (var word in chunk.Words)
        {
            // With the marks that stand behind it.
            var spoken = chunk.Sentence.Spoken;
            var until = word.Range.End;
            while (until < spoken.Length && !char.IsLetterOrDigit(spoken[until]))
            {
                until++;
            }

            var text = spoken[word.Range.Start..until];
            words.Add((word.Span.Start, until == spoken.Length ? $"{text.TrimEnd()} " : text));
        }
    }

    private void Finish(string mark)
    {
        if (sounded.Length > 0)
        {
            print($"{name}: {sounded.ToString().Trim()}{mark}");
            sounded.Clear();
        }
    }
}
