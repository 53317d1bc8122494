using System.Threading.Channels;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Conversations;

/// <summary>
/// Joins the organs: listens all the time, and answers one question after the other. Questions are heard or typed.
/// It runs once; all that happens to it happens in one loop, so its state needs no lock.
/// </summary>
public sealed class Conversation
{
    private readonly ConversationOrgans organs;
    private readonly Outlet output;
    private readonly TimeProvider time;
    private readonly CurrentReply reply;
    private readonly EchoGuard echo;
    private readonly Doubts doubts = new();
    private readonly Foresight foresight;
    private readonly IdleWatch idle;
    private readonly History history;
    private readonly Channel<Func<Task>> inbox = Channel.CreateUnbounded<Func<Task>>();

    private ConversationOptions options;
    private Listening? listening;
    private bool speaking; // The user does.
    private bool soundEnded;
    private bool questionsEnded;
    private int turn;
    private (int Turn, Utterance Utterance)? unanswered; // The user's last line, where no reply was begun to it.
    private CancellationToken session;

    public Conversation(
        ConversationOrgans organs, ConversationOptions options, IConversationOutput output, TimeProvider? time = null)
    {
        (this.organs, this.options) = (organs, options);
        this.output = new Outlet(output);
        this.time = time ?? TimeProvider.System;
        reply = new CurrentReply(organs, this.output, this.time, Post) { Made = () => Rest(afterReply: true) };
        echo = new EchoGuard(this.time);
        foresight = new Foresight(reply);
        idle = new IdleWatch(this.time, which => Post(() => AskIdleAsync(which)));
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
            unanswered = (turn, Utterance.Typed(line.Text, options.Persona.Language));
        }

        added?.Invoke(turn);
        return Task.CompletedTask;
    });

    /// <summary>Replies to the user's last line, by what was said before it. Without one nothing happens.</summary>
    public void Respond(ReplyWishes? wishes = null)
    {
        var asked = time.GetTimestamp();
        Post(async () =>
        {
            foresight.Drop();
            if (unanswered is var (place, question))
            {
                await reply.InterruptAsync().ConfigureAwait(false);
                turn++;
                await ReplyAsync(question, history.Before(place), asked, wishes).ConfigureAwait(false);
            }
        });
    }

    /// <summary>Says the persona's greeting, if nothing was said yet.</summary>
    public void Greet() => Post(GreetAsync);

    /// <summary>Stops the reply that is being given.</summary>
    public void Interrupt() => Post(async () =>
    {
        await reply.InterruptAsync().ConfigureAwait(false);
        Rest(afterReply: true);
    });

    /// <summary>From now on this holds; a reply that is being given goes on as it was begun.</summary>
    public void Change(Func<ConversationOptions, ConversationOptions> change) => Post(() =>
    {
        options = change(options);
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
    public void ReportPlayed(int turn, long position) => Hear(turn, t => echo.Play(turn, t.Play(position)));

    /// <summary>The client stopped there: what it reported beyond was not heard.</summary>
    /// <inheritdoc cref="ReportPlayed"/>
    public void Truncate(int turn, long position) => Hear(turn, t => t.Cut(position));

    /// <summary>Runs until the sound has ended, <see cref="Complete"/> was called and the last reply was given.</summary>
    /// <param name="microphone">One stream of sound; null: questions are typed only.</param>
    /// <param name="cancellation">Ends it at any moment.</param>
    /// <exception cref="ClientGoneException">The output failed; everything has been stopped.</exception>
    public async Task RunAsync(IAsyncEnumerable<AudioChunk>? microphone, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        session = reply.Session = end.Token;
        var sound = ListenAsync(microphone, cancellation);
        try
        {
            if (options.Greet)
            {
                await GreetAsync().ConfigureAwait(false);
            }

            await foreach (var happening in inbox.Reader.ReadAllAsync(session).ConfigureAwait(false))
            {
                await happening().ConfigureAwait(false);
                if (soundEnded && questionsEnded && !reply.IsBeingMade)
                {
                    break;
                }
            }
        }
        finally
        {
            idle.Dispose();
            await end.CancelAsync().ConfigureAwait(false);
            await reply.WhenStoppedAsync(sound).ConfigureAwait(false);
        }
    }

    private async Task GreetAsync()
    {
        if (turn == 0 && !reply.HasBegun && options.Persona.Greeting.Length > 0)
        {
            await SayAsync(options.Persona.Greeting, time.GetTimestamp(), isRemembered: true).ConfigureAwait(false);
        }
    }

    /// <summary>The client tells how far it has played a turn.</summary>
    private void Hear(int turn, Action<Transcript> played)
    {
        if ((reply.TranscriptOf(turn) ?? history.Find(turn)) is { } transcript)
        {
            var wasPlaying = transcript.IsPlaying;
            played(transcript);
            if (wasPlaying && !transcript.IsPlaying)
            {
                Post(() =>
                {
                    Rest(afterReply: true);
                    return Task.CompletedTask;
                });
            }
        }
    }

    /// <summary>From here on the user is waited for, unless somebody speaks.</summary>
    private void Rest(bool afterReply)
    {
        if (!speaking && !reply.IsGiven)
        {
            idle.Rest(options.IdleTimeout, afterReply);
        }
    }

    private async Task AskIdleAsync(int which)
    {
        if (idle.TryAsk(which) && options.IdleTimeout is { } silence)
        {
            turn++;
            await output.WriteAsync(new Idled(turn, silence), session).ConfigureAwait(false);
            await SayAsync(Phrases.AreYouThere, time.GetTimestamp(), isRemembered: true)
                .ConfigureAwait(false);
        }
    }

    private Phrases Phrases => Phrases.For(options.Persona.Language);

    private void Post(Func<Task> happening) => inbox.Writer.TryWrite(happening);

    private async Task ListenAsync(IAsyncEnumerable<AudioChunk>? microphone, CancellationToken outer)
    {
        try
        {
            if (organs.Ears is not null && microphone is not null)
            {
                listening = new Listening(organs.Ears, options.Listen, time) { Arrived = echo.Hear };
                await listening.RunAsync(microphone, u => Post(() => HearAsync(u)), Fail, session).ConfigureAwait(false);
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

        // A microphone that heeds the caller's token may learn of the end before this conversation does: it did not fail.
        void Fail(Exception failure)
        {
            if (!outer.IsCancellationRequested)
            {
                Post(() => GoDeafAsync(failure));
            }
        }
    }

    /// <summary>The ears failed; whatever they were about to hear is no interruption.</summary>
    private async Task GoDeafAsync(Exception failure)
    {
        await output.DegradeAsync(turn, Organ.Ears, failure, session).ConfigureAwait(false);
        speaking = false;
        foresight.Drop();
        await reply.DeafenAsync().ConfigureAwait(false);
    }

    private async Task HearAsync(Utterance utterance)
    {
        if (options.IgnoresEcho && echo.Recognises(utterance, listening!.EndOf(utterance)))
        {
            await IgnoreAsync(utterance).ConfigureAwait(false);
            return;
        }

        // Before the client is told that somebody speaks: after that it hears no more of the old reply.
        speaking = !utterance.IsFinal;
        var reaction = await reply.HearAsync(utterance, options, doubts.IsAsking).ConfigureAwait(false);
        await output.WriteAsync(new Heard(turn + 1, utterance), session).ConfigureAwait(false);
        var ignored = utterance.Text.Trim().Length == 0
            || ((reply.IsGiven || reaction is Reaction.Resume) && Phrases.IsMurmur(utterance.Text));
        idle.Disturb(inWords: !ignored);
        if (!utterance.IsFinal)
        {
            Foresee(utterance);
        }
        else if (ignored)
        {
            foresight.Drop();
            Rest(afterReply: false);
        }
        else
        {
            var begin = listening!.EndOf(utterance);
            await output.WriteAsync(new Reached(turn + 1, Stage.Heard, time.GetElapsedTime(begin)), session)
                .ConfigureAwait(false);
            await (options.Answers ? TakeTurnAsync(utterance, begin) : NoteAsync(utterance)).ConfigureAwait(false);
        }
    }

    /// <summary>The conversation's own words came back: it was no user.</summary>
    private async Task IgnoreAsync(Utterance returned)
    {
        await output.WriteAsync(new EchoHeard(turn + 1, returned), session).ConfigureAwait(false);
        foresight.Drop();
        if (!returned.IsFinal)
        {
            await reply.ReleaseAsync().ConfigureAwait(false);
            return;
        }

        speaking = false;
        await reply.DeafenAsync().ConfigureAwait(false);
        Rest(afterReply: false);
    }

    /// <summary>Begins to reply to what may be all that the user says.</summary>
    private void Foresee(Utterance partial)
    {
        foresight.Follow(partial.Foreseen?.Text ?? partial.Text);
        if (partial.Foreseen is { } question && options is { Preempts: true, Answers: true }
            && !foresight.IsBegun && !reply.IsGiven && !doubts.IsAsking && !(question.IsDoubtful && options.Confirms)
            && !Phrases.IsMurmur(question.Text))
        {
            var request = RequestFor(question, history.Messages, null);
            foresight.Begin(new Reply(turn + 1, session), request, Think(turn + 1, request), options, listening!.EndOf(question));
        }
    }

    private Task NoteAsync(Utterance utterance)
    {
        turn++;
        unanswered = (turn, utterance);
        history.Ask(turn, utterance.Text);
        return Task.CompletedTask;
    }

    /// <param name="utterance">Final, with words.</param>
    /// <param name="begin">Timestamp of its last sample.</param>
    private async Task TakeTurnAsync(Utterance utterance, long begin)
    {
        idle.Disturb(inWords: true);
        await reply.InterruptAsync().ConfigureAwait(false);
        turn++;
        var (understanding, meant) = doubts.Take(utterance, options.Confirms && utterance.IsDoubtful, Phrases);
        if (understanding is Understanding.Clear)
        {
            await AnswerAsync(meant, begin).ConfigureAwait(false);
            return;
        }

        foresight.Drop();
        if (understanding is Understanding.Doubtful)
        {
            await output.WriteAsync(new Unsure(turn, meant), session).ConfigureAwait(false);
        }

        await SayAsync(
            understanding is Understanding.Doubtful ? string.Format(null, Phrases.DidYouSay, meant.Text) : Phrases.SayAgain,
            begin,
            isRemembered: false).ConfigureAwait(false);
    }

    private Task AnswerAsync(Utterance question, long begin)
    {
        var before = history.Messages;
        history.Ask(turn, question.Text);
        if (foresight.Take(turn, question, options, before) is not { } foreseen)
        {
            return ReplyAsync(question, before, begin, null);
        }

        unanswered = null;
        history.Reply(turn, foreseen.Reply.Transcript);
        return reply.StartAsync(foreseen);
    }

    private Task ReplyAsync(Utterance question, IReadOnlyList<DialogueMessage> before, long begin, ReplyWishes? wishes)
    {
        var next = new Reply(turn, session);
        unanswered = null;
        history.Reply(turn, next.Transcript);
        return reply.StartAsync(next, Think(turn, RequestFor(question, before, wishes)), options, begin, wishes?.Speak);
    }

    private ReplyRequest RequestFor(Utterance question, IReadOnlyList<DialogueMessage> before, ReplyWishes? wishes) => new()
    {
        User = options.User,
        Conversation = options.Id,
        Persona = options.Persona,
        Utterance = question,
        Instructions = wishes?.Instructions ?? options.Instructions,
        History = before,
        Context = options.Context with { Time = time.GetLocalNow(), UserEmotion = question.Emotion },
    };

    private Func<Outlet, IAsyncEnumerable<ReplyPiece>> Think(int turn, ReplyRequest request) =>
        outlet => new BrainRelay(organs.Brains, outlet, turn).ReplyAsync(request);

    /// <summary>Says a sentence of its own, as the turn's reply.</summary>
    private Task SayAsync(string text, long begin, bool isRemembered)
    {
        var next = new Reply(turn, session);
        if (isRemembered)
        {
            history.Reply(turn, next.Transcript);
        }

        ReplyPiece[] piece = [new() { Text = text, Language = options.Persona.Language }];
        return reply.StartAsync(next, _ => piece.ToAsyncEnumerable(), options, begin);
    }
}
