using System.Threading.Channels;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Conversations;

/// <summary>
/// Joins the organs: listens all the time, and answers one question after the other. Questions are heard or typed.
/// It runs once; all that happens to it happens in one loop, so its state needs no lock.
/// </summary>
public sealed class Conversation
{
    /// <summary>An organ that does not stop when asked holds up the next reply, or the end, no longer than this.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly ConversationOrgans organs;
    private readonly Outlet output;
    private readonly TimeProvider time;
    private readonly BargeIn bargeIn;
    private readonly EchoGuard echo;
    private readonly History history;
    private readonly Channel<Func<Task>> inbox = Channel.CreateUnbounded<Func<Task>>();

    private ConversationOptions options;
    private Phrases phrases;
    private Listening? listening;
    private bool soundEnded;
    private bool questionsEnded;
    private int turn;
    private Reply? reply;
    private Utterance? unanswered; // The user's last line, where no reply was begun to it.
    private Utterance? doubtful; // What the user was asked to confirm.
    private ITimer? patience;
    private CancellationToken session;

    public Conversation(
        ConversationOrgans organs, ConversationOptions options, IConversationOutput output, TimeProvider? time = null)
    {
        (this.organs, this.options) = (organs, options);
        this.output = new Outlet(output);
        this.time = time ?? TimeProvider.System;
        phrases = Phrases.For(options.Persona.Language);
        bargeIn = new BargeIn(phrases);
        echo = new EchoGuard(this.time);
        history = new History(2 * options.RememberedExchanges);
    }

    /// <summary>What was said so far; of the replies, what was heard.</summary>
    public IReadOnlyList<DialogueMessage> History => history.Messages;

    /// <summary>Asks a typed question; it interrupts what is being said. White space asks nothing.</summary>
    public void Ask(string text)
    {
        var typed = time.GetTimestamp();
        if (!string.IsNullOrWhiteSpace(text))
        {
            Post(() => TakeTurnAsync(Utterance.Typed(text, options.Persona.Language), typed));
        }
    }

    /// <summary>A line that the client brings along; nothing is answered before <see cref="Respond"/>.</summary>
    /// <param name="added">Told the line's turn.</param>
    public void Add(DialogueMessage line, Action<int>? added = null) => Post(() =>
    {
        turn++;
        history.Insert(turn, line);
        if (line.Role is DialogueRole.User)
        {
            unanswered = Utterance.Typed(line.Text, options.Persona.Language);
        }

        added?.Invoke(turn);
        return Task.CompletedTask;
    });

    /// <summary>Replies to the user's last line. Without one nothing happens.</summary>
    public void Respond(ReplyWishes? wishes = null)
    {
        var asked = time.GetTimestamp();
        Post(async () =>
        {
            if (unanswered is { } question)
            {
                await InterruptAsync().ConfigureAwait(false);
                turn++;
                await ReplyAsync(new Reply(turn, session), question, history.Messages.SkipLast(1), asked, wishes)
                    .ConfigureAwait(false);
            }
        });
    }

    /// <summary>Stops the reply that is being given.</summary>
    public void Interrupt() => Post(InterruptAsync);

    /// <summary>From now on this holds; a reply that is being given goes on as it was begun.</summary>
    public void Change(Func<ConversationOptions, ConversationOptions> change) => Post(() =>
    {
        options = change(options);
        phrases = Phrases.For(options.Persona.Language);
        return Task.CompletedTask;
    });

    /// <summary>Takes a side's line of a turn out of what is remembered.</summary>
    public void Forget(int turn, DialogueRole role) => Post(() =>
    {
        history.Forget(turn, role);
        return Task.CompletedTask;
    });

    /// <summary>No more questions will be typed: the conversation ends with its sound and the reply to it.</summary>
    public void Complete() => Post(() =>
    {
        questionsEnded = true;
        return Task.CompletedTask;
    });

    /// <summary>An organ's own word that it goes on with less, such as another engine: told to the client.</summary>
    /// <param name="reason">A sentence.</param>
    public void Report(Organ organ, string reason) =>
        Post(() => output.WriteAsync(new Degraded(turn, organ, reason), session).AsTask());

    /// <summary>The client has played the turn's speech up to there.</summary>
    /// <param name="turn">That the <see cref="Spoke"/> items carried.</param>
    /// <param name="position">In samples since the reply's speech began.</param>
    public void ReportPlayed(int turn, long position)
    {
        var current = Volatile.Read(ref reply);
        echo.Play((current?.Turn == turn ? current.Transcript : history.Find(turn))?.Play(position) ?? []);
    }

    /// <summary>The client stopped there: what it reported beyond was not heard.</summary>
    /// <inheritdoc cref="ReportPlayed"/>
    public void Truncate(int turn, long position)
    {
        var current = Volatile.Read(ref reply);
        (current?.Turn == turn ? current.Transcript : history.Find(turn))?.Cut(position);
    }

    /// <summary>Runs until the sound has ended, <see cref="Complete"/> was called and the last reply was given.</summary>
    /// <param name="microphone">One stream of sound; null: questions are typed only.</param>
    /// <param name="cancellation">Ends it at any moment.</param>
    /// <exception cref="ClientGoneException">The output failed; everything has been stopped.</exception>
    public async Task RunAsync(IAsyncEnumerable<AudioChunk>? microphone, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        session = end.Token;
        var sound = ListenAsync(microphone);
        try
        {
            if (options.Greet && options.Persona.Greeting.Length > 0)
            {
                var greeting = new Reply(turn, session);
                history.Reply(turn, greeting.Transcript);
                await StartAsync(greeting, Say(options.Persona.Greeting), time.GetTimestamp()).ConfigureAwait(false);
            }

            await foreach (var happening in inbox.Reader.ReadAllAsync(session).ConfigureAwait(false))
            {
                await happening().ConfigureAwait(false);
                if (soundEnded && questionsEnded && reply is not { Task.IsCompleted: false })
                {
                    break;
                }
            }
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            patience?.Dispose();
            await WaitAsync(Task.WhenAll(sound, reply?.Task ?? Task.CompletedTask)).ConfigureAwait(false);
        }
    }

    private void Post(Func<Task> happening) => inbox.Writer.TryWrite(happening);

    private async Task ListenAsync(IAsyncEnumerable<AudioChunk>? microphone)
    {
        try
        {
            if (organs.Ears is not null && microphone is not null)
            {
                listening = new Listening(organs.Ears, options.Listen, time);
                await listening.RunAsync(microphone, u => Post(() => HearAsync(u)), e => Post(() => GoDeafAsync(e)), session)
                    .ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (session.IsCancellationRequested)
        {
            // The conversation is over.
        }

        Post(() =>
        {
            soundEnded = true;
            return Task.CompletedTask;
        });
    }

    /// <summary>The ears failed; whatever they were about to hear is no interruption.</summary>
    private async Task GoDeafAsync(Exception failure)
    {
        await output.DegradeAsync(turn, Organ.Ears, failure, session).ConfigureAwait(false);
        await ReactAsync(bargeIn.Deafen()).ConfigureAwait(false);
    }

    private async Task HearAsync(Utterance utterance)
    {
        if (options.IgnoresEcho && echo.Recognises(utterance, listening!.EndOf(utterance)))
        {
            await output.WriteAsync(new EchoHeard(turn + 1, utterance), session).ConfigureAwait(false);
            await ReactAsync(utterance.IsFinal ? bargeIn.Deafen() : bargeIn.Release()).ConfigureAwait(false);
            return;
        }

        // Before the client is told that somebody speaks: after that it hears no more of the old reply.
        var reaction = bargeIn.Hear(utterance, IsReplying && options.Interruptible, doubtful is not null);
        await ReactAsync(reaction).ConfigureAwait(false);
        await output.WriteAsync(new Heard(turn + 1, utterance), session).ConfigureAwait(false);
        var ignored = utterance.Text.Trim().Length == 0
            || ((IsReplying || reaction is Reaction.Resume) && phrases.IsMurmur(utterance.Text));
        if (utterance.IsFinal && !ignored)
        {
            var begin = listening!.EndOf(utterance);
            await output.WriteAsync(new Reached(turn + 1, Stage.Heard, time.GetElapsedTime(begin)), session)
                .ConfigureAwait(false);
            await (options.Answers ? TakeTurnAsync(utterance, begin) : NoteAsync(utterance)).ConfigureAwait(false);
        }
    }

    private Task NoteAsync(Utterance utterance)
    {
        turn++;
        unanswered = utterance;
        history.Ask(turn, utterance.Text);
        return Task.CompletedTask;
    }

    /// <summary>Whether there is something to interrupt.</summary>
    private bool IsReplying => reply is { IsInterrupted: false }
        && (!reply.Task.IsCompleted || bargeIn.IsPaused || (output.TracksPlayback && reply.Transcript.IsPlaying));

    private async Task ReactAsync(Reaction reaction)
    {
        if (reaction is not Reaction.None)
        {
            patience?.Dispose();
        }

        switch (reaction)
        {
            case Reaction.Pause:
                await output.WriteAsync(new Paused(reply!.Turn), session).ConfigureAwait(false);
                patience = time.CreateTimer(
                    _ => Post(() => ReactAsync(bargeIn.Release())), null, options.WordPatience, Timeout.InfiniteTimeSpan);
                break;
            case Reaction.Resume:
                await output.WriteAsync(new Resumed(reply!.Turn), session).ConfigureAwait(false);
                break;
            case Reaction.Interrupt:
                await InterruptAsync().ConfigureAwait(false);
                break;
        }
    }

    private async Task InterruptAsync()
    {
        if (IsReplying)
        {
            reply!.Interrupt();
            bargeIn.Release();
            await output.WriteAsync(new Interrupted(reply.Turn), session).ConfigureAwait(false);
        }
    }

    /// <param name="utterance">Final, with words.</param>
    /// <param name="begin">Timestamp of its last sample.</param>
    private async Task TakeTurnAsync(Utterance utterance, long begin)
    {
        await InterruptAsync().ConfigureAwait(false);
        turn++;
        var next = new Reply(turn, session);
        var asked = doubtful;
        doubtful = null;
        if (asked is not null && phrases.IsNo(utterance.Text))
        {
            await StartAsync(next, Say(phrases.SayAgain), begin).ConfigureAwait(false);
        }
        else if (asked is not null && phrases.IsYes(utterance.Text))
        {
            await AnswerAsync(next, asked, begin).ConfigureAwait(false);
        }
        else if (utterance.Confidence < options.ConfirmBelow)
        {
            doubtful = utterance;
            await output.WriteAsync(new Unsure(turn, utterance), session).ConfigureAwait(false);
            await StartAsync(next, Say(string.Format(null, phrases.DidYouSay, utterance.Text)), begin).ConfigureAwait(false);
        }
        else
        {
            await AnswerAsync(next, utterance, begin).ConfigureAwait(false);
        }
    }

    private Task AnswerAsync(Reply next, Utterance question, long begin)
    {
        var before = history.Messages;
        history.Ask(next.Turn, question.Text);
        return ReplyAsync(next, question, before, begin, null);
    }

    private Task ReplyAsync(
        Reply next, Utterance question, IEnumerable<DialogueMessage> before, long begin, ReplyWishes? wishes)
    {
        var request = new ReplyRequest
        {
            User = options.User,
            Conversation = options.Id,
            Persona = options.Persona,
            Utterance = question,
            Instructions = wishes?.Instructions ?? options.Instructions,
            History = [.. before],
            Context = options.Context with { Time = time.GetLocalNow(), UserEmotion = question.Emotion },
        };
        unanswered = null;
        history.Reply(next.Turn, next.Transcript);
        return StartAsync(next, new BrainRelay(organs.Brains, output, next.Turn).ReplyAsync(request), begin, wishes?.Speak);
    }

    private async Task StartAsync(Reply next, IAsyncEnumerable<ReplyPiece> pieces, long begin, bool? speak = null)
    {
        await output.WriteAsync(new ReplyStarted(next.Turn), session).ConfigureAwait(false);
        var before = reply?.Task ?? Task.CompletedTask;
        var watch = new StageWatch(next.Turn, time, begin, output);
        var flow = new ReplyFlow(
            speak ?? options.Speaks ? organs : organs with { Voice = null }, options, output, watch, next.Transcript, next.Turn);
        next.Task = Task.Run(() => GiveAsync(flow, pieces, before, next.Cancellation), CancellationToken.None);
        _ = next.Task.ContinueWith(_ => Post(() => EndAsync(next)), TaskScheduler.Default);
        Volatile.Write(ref reply, next);
    }

    private async Task GiveAsync(
        ReplyFlow flow, IAsyncEnumerable<ReplyPiece> pieces, Task before, CancellationToken cancellation)
    {
        await WaitAsync(before).ConfigureAwait(false);
        await flow.RunAsync(pieces, cancellation).ConfigureAwait(false);
    }

    private async Task EndAsync(Reply ended)
    {
        try
        {
            await ended.Task.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ended.IsInterrupted)
        {
            // The client was told when it happened.
        }
        catch (Exception e) when (e is not ClientGoneException)
        {
            await output.DegradeAsync(ended.Turn, Organ.Brain, e, session).ConfigureAwait(false);
            await output.WriteAsync(new ReplyEnded(ended.Turn), session).ConfigureAwait(false);
        }

        ended.Dispose();
    }

    private Task WaitAsync(Task ending) =>
        ending.IsCompleted ? Task.CompletedTask : Task.WhenAny(ending, Task.Delay(StopPatience, time));

    private async IAsyncEnumerable<ReplyPiece> Say(string text)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield return new ReplyPiece { Text = text, Language = options.Persona.Language };
    }
}
