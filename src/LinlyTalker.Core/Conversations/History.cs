using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Conversations;

/// <summary>What was said on both sides; of the replies, what was heard.</summary>
internal sealed class History(int remembered)
{
    private readonly Lock gate = new();
    private readonly LinkedList<(int Turn, string Question, Transcript Reply)> exchanges = new();

    public IReadOnlyList<DialogueMessage> Messages
    {
        get
        {
            lock (gate)
            {
                return
                [
                    .. exchanges.SelectMany(e => new[]
                    {
                        new DialogueMessage(DialogueRole.User, e.Question),
                        new DialogueMessage(DialogueRole.Assistant, e.Reply.Heard),
                    }).Where(m => m.Text.Length > 0),
                ];
            }
        }
    }

    /// <param name="question">Empty before a greeting.</param>
    public void Add(int turn, string question, Transcript reply)
    {
        lock (gate)
        {
            exchanges.AddLast((turn, question, reply));
            if (exchanges.Count > remembered)
            {
                exchanges.RemoveFirst();
            }
        }
    }

    public Transcript? Find(int turn)
    {
        lock (gate)
        {
            return exchanges.LastOrDefault(e => e.Turn == turn).Reply;
        }
    }
}
