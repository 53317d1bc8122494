using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Conversations;

/// <summary>
/// The one reply that is being given: it begins, is paused and goes on, is interrupted, and ends. Only the conversation's
/// loop uses it, but for <see cref="TranscriptOf"/>.
/// </summary>
/// <param name="post">Makes something happen in the conversation's loop.</param>
internal sealed class CurrentReply(ConversationOrgans organs, Outlet output, TimeProvider time, Action<Func<Task>> post)
{
    /// <summary>An organ that does not stop when asked holds up the next reply, or the end, no longer than this.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly BargeIn bargeIn = new();
    private Reply? reply;
    private Task making = Task.CompletedTask; // Of the reply that was begun last, given or not.
    private ITimer? patience;

    /// <summary>Told in the loop when nothing more is made of a reply.</summary>
    public Action Made { get; init; } = () => { };

    /// <summary>Ends every reply.</summary>
    public CancellationToken Session { get; set; }

    /// <summary>Whether there was any.</summary>
    public bool HasBegun => reply is not null;

    /// <summary>Whether there is something to interrupt.</summary>
    public bool IsGiven => reply is { IsInterrupted: false }
        && (!reply.Task.IsCompleted || bargeIn.IsPaused || (output.TracksPlayback && reply.Transcript.IsPlaying));

    /// <summary>Whether something of it is still being made, or its end was not told yet.</summary>
    public bool IsBeingMade => reply is { IsOver: false };

    /// <summary>What was said in the turn, if it is this reply's; for any thread.</summary>
    public Transcript? TranscriptOf(int turn) =>
        Volatile.Read(ref reply) is { } current && current.Turn == turn ? current.Transcript : null;

    /// <summary>Waits, for a while, until nothing of it is being made.</summary>
    public Task WhenStoppedAsync(Task besides)
    {
        patience?.Dispose();
        return WaitAsync(Task.WhenAll(besides, making));
    }

    /// <summary>Somebody makes a sound.</summary>
    /// <param name="isQuestion">It is one, which "mm" may answer.</param>
    public async Task<Reaction> HearAsync(Utterance utterance, ConversationOptions options, bool isQuestion)
    {
        var reaction = bargeIn.Hear(utterance, Phrases.For(options.Persona.Language), IsGiven && options.Interruptible, isQuestion);
        await ReactAsync(reaction, options.WordPatience).ConfigureAwait(false);
        return reaction;
    }

    /// <summary>It was no user.</summary>
    public Task ReleaseAsync() => ReactAsync(bargeIn.Release(), default);

    /// <summary>Nothing more is heard of what somebody was about to say.</summary>
    public Task DeafenAsync() => ReactAsync(bargeIn.Deafen(), default);

    public async Task InterruptAsync()
    {
        if (IsGiven)
        {
            reply!.Interrupt();
            bargeIn.Release();
            await output.WriteAsync(new Interrupted(reply.Turn), Session).ConfigureAwait(false);
        }
    }

    /// <param name="think">Makes its pieces, and tells what fails.</param>
    /// <param name="begin">Timestamp of the user's last sample of speech.</param>
    /// <param name="speak">Null: as the conversation does.</param>
    public async Task StartAsync(
        Reply next, Func<Outlet, IAsyncEnumerable<ReplyPiece>> think, ConversationOptions options, long begin, bool? speak = null)
    {
        await output.WriteAsync(new ReplyStarted(next.Turn), Session).ConfigureAwait(false);
        Make(next, output, think, options with { Speaks = speak ?? options.Speaks }, begin);
        Give(next);
    }

    /// <summary>Begins to make a reply that may be wanted.</summary>
    /// <returns>What keeps back all that is told of it.</returns>
    /// <inheritdoc cref="StartAsync(Reply, Func{Outlet, IAsyncEnumerable{ReplyPiece}}, ConversationOptions, long, bool?)"/>
    public HeldOutput Foresee(Reply next, Func<Outlet, IAsyncEnumerable<ReplyPiece>> think, ConversationOptions options, long begin)
    {
        var held = output.Hold();
        Make(next, new Outlet(held), think, options, begin);
        return held;
    }

    /// <summary>A foreseen reply is wanted.</summary>
    public async Task StartAsync(ForeseenReply foreseen)
    {
        await output.WriteAsync(new ReplyStarted(foreseen.Reply.Turn), Session).ConfigureAwait(false);
        Give(foreseen.Reply);
        await foreseen.Output.ReleaseAsync(Session).ConfigureAwait(false);
    }

    /// <summary>A foreseen reply is not wanted: it leaves no trace.</summary>
    public void Drop(ForeseenReply foreseen)
    {
        foreseen.Reply.Interrupt();
        _ = foreseen.Reply.Task.ContinueWith(
            made => post(() =>
            {
                _ = made.Exception; // Nobody asked for it.
                foreseen.Reply.Dispose();
                return Task.CompletedTask;
            }),
            TaskScheduler.Default);
    }

    private void Make(
        Reply next, Outlet outlet, Func<Outlet, IAsyncEnumerable<ReplyPiece>> think, ConversationOptions options, long begin)
    {
        var before = making;
        var watch = new StageWatch(next.Turn, time, begin, outlet);
        var flow = new ReplyFlow(
            options.Speaks ? organs : organs with { Voice = null }, options, outlet, watch, next.Transcript, next.Turn);
        making = next.Task = Task.Run(() => GiveAsync(flow, think(outlet), before, next.Cancellation), CancellationToken.None);
    }

    private void Give(Reply next)
    {
        _ = next.Task.ContinueWith(_ => post(() => EndAsync(next)), TaskScheduler.Default);
        Volatile.Write(ref reply, next);
    }

    private async Task ReactAsync(Reaction reaction, TimeSpan wordPatience)
    {
        if (reaction is not Reaction.None)
        {
            patience?.Dispose();
        }

        switch (reaction)
        {
            case Reaction.Pause:
                await output.WriteAsync(new Paused(reply!.Turn), Session).ConfigureAwait(false);
                patience = time.CreateTimer(
                    _ => post(() => ReactAsync(bargeIn.Release(), default)), null, wordPatience, Timeout.InfiniteTimeSpan);
                break;
            case Reaction.Resume:
                await output.WriteAsync(new Resumed(reply!.Turn), Session).ConfigureAwait(false);
                break;
            case Reaction.Interrupt:
                await InterruptAsync().ConfigureAwait(false);
                break;
        }
    }

    private async Task GiveAsync(
        ReplyFlow flow, IAsyncEnumerable<ReplyPiece> pieces, Task before, CancellationToken cancellation)
    {
        await WaitAsync(before).ConfigureAwait(false);
        await flow.RunAsync(pieces, cancellation).ConfigureAwait(false);
    }

    private async Task EndAsync(Reply made)
    {
        try
        {
            await made.Task.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (made.IsInterrupted)
        {
            // The client was told when it happened.
        }
        catch (Exception e) when (e is not ClientGoneException)
        {
            await output.DegradeAsync(made.Turn, Organ.Brain, e, Session).ConfigureAwait(false);
            await output.WriteAsync(new ReplyEnded(made.Turn), Session).ConfigureAwait(false);
        }

        made.Dispose();
        Made();
    }

    private async Task WaitAsync(Task ending) =>
        await ending.WaitAsync(StopPatience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
