namespace LinlyTalker.Core.Conversations;

/// <summary>A reply that is being given: one token ends all of it.</summary>
internal sealed class Reply : IDisposable
{
    private readonly CancellationTokenSource cancel;

    public Reply(int turn, CancellationToken session)
    {
        Turn = turn;
        cancel = CancellationTokenSource.CreateLinkedTokenSource(session);
        Cancellation = cancel.Token;
    }

    public int Turn { get; }

    public Transcript Transcript { get; } = new();

    public CancellationToken Cancellation { get; }

    public bool IsInterrupted { get; private set; }

    /// <summary>Nothing more is made of it, and its end was told.</summary>
    public bool IsOver { get; private set; }

    public Task Task { get; set; } = Task.CompletedTask;

    public void Interrupt()
    {
        IsInterrupted = true;
        Transcript.Interrupt();
        if (!IsOver)
        {
            cancel.Cancel();
        }
    }

    /// <summary>What was made of it may still be played, and interrupted.</summary>
    public void Dispose()
    {
        IsOver = true;
        cancel.Dispose();
    }
}
