using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Conversations;

/// <summary>What was said on both sides; of the replies, what was heard. Safe to read from other flows.</summary>
/// <param name="remembered">Lines; the oldest are forgotten.</param>
internal sealed class History(int remembered)
{
    private readonly Lock gate = new();
    private readonly LinkedList<Line> lines = new();

    public IReadOnlyList<DialogueMessage> Messages => Before(int.MaxValue);

    /// <summary>What was said before a turn.</summary>
    public IReadOnlyList<DialogueMessage> Before(int turn)
    {
        lock (gate)
        {
            return [.. lines.Where(l => l.Turn < turn).Select(l => l.Message).Where(m => m.Text.Length > 0)];
        }
    }

    public void Ask(int turn, string question) => Add(new Line(turn, new DialogueMessage(DialogueRole.User, question), null));

    public void Reply(int turn, Transcript reply) => Add(new Line(turn, new DialogueMessage(DialogueRole.Assistant, ""), reply));

    /// <summary>A line that was not said here.</summary>
    public void Insert(int turn, DialogueMessage message) => Add(new Line(turn, message, null));

    public Transcript? Find(int turn)
    {
        lock (gate)
        {
            return lines.LastOrDefault(l => l.Turn == turn && l.Reply is not null)?.Reply;
        }
    }

    public void Forget(int turn, DialogueRole role)
    {
        lock (gate)
        {
            for (var node = lines.First; node is not null;)
            {
                var next = node.Next;
                if (node.Value.Turn == turn && node.Value.Said.Role == role)
                {
                    lines.Remove(node);
                }

                node = next;
            }
        }
    }

    private void Add(Line line)
    {
        lock (gate)
        {
            lines.AddLast(line);
            if (lines.Count > remembered)
            {
                lines.RemoveFirst();
            }
        }
    }

    private sealed record Line(int Turn, DialogueMessage Said, Transcript? Reply)
    {
        public DialogueMessage Message => Reply is null ? Said : Said with { Text = Reply.Heard };
    }
}
