using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Callers;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.Health;
using LinlyTalker.Server.OpenAi;
using LinlyTalker.Server.Realtime.Hearing;
using LinlyTalker.Server.Realtime.Items;
using LinlyTalker.Server.Realtime.Picture;
using LinlyTalker.Server.Realtime.Protocol;
using LinlyTalker.Server.Realtime.Sending;
using LinlyTalker.Server.Realtime.Settings;
using LinlyTalker.Server.Realtime.Speaking;
using Microsoft.Extensions.Logging;

namespace LinlyTalker.Server.Realtime;

/// <summary>
/// One client's conversation: what the conversation tells becomes events, and what the client commands
/// (<see cref="ClientCommands"/>) happens to the conversation. One lock guards all that both sides change.
/// </summary>
internal sealed class LiveSession : IConversationOutput, IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    private readonly Companion companion;
    private readonly ServerMeter meter;
    private readonly ILogger log;
    private readonly Signal changed = new();
    private readonly PlayedSound played = new();
    private readonly ITimer timer;

    public LiveSession(
        Companion companion, Caller caller, PictureSource pictures, string model, Dialect dialect, RealtimeOptions options, TimeProvider time, ServerMeter meter, ILogger log)
    {
        (this.companion, this.meter, this.log, Model, Options) = (companion, meter, log, model, options);
        Expires = time.GetUtcNow() + options.LongestSession;
        Outbox = new Outbox(options.MostBytesWaiting, options.SendPatience, time)
        {
            Sent = count =>
            {
                meter.Send(count);
                changed.Fire();
            },
        };
        Wire = new Wire(Outbox, dialect);
        Items = new ItemStore(options.RememberedItems);
        State = new StateTeller(Wire);
        Hearing = new HearingSide(Wire, Items, State, () => Settings) { Said = Hear };
        var events = new ReplyEvents(Wire, Items, Ids.New("conv"));
        Speaking = new SpeakingSide(Wire, events, State, () => Settings, time) { Heard = Report, Ended = End };
        Picture = new PictureSide(pictures, companion.Organs.Animator is not null, Gate, Wire, changed, meter, time);
        NextSegment = companion.Organs.Ears is { } ears ? SegmentOf(ears) : null;
        Conversation = new Conversation(
            companion.Organs with { Ears = NextSegment is null ? null : new SteeredEars(Microphone, NextSegment, played), Animator = Animator() },
            new ConversationOptions
            {
                User = caller.User,
                Persona = companion.Persona,
                Greet = false,
                Speak = new SpeakOptions { Voice = companion.Persona.Voice },
                Context = new() { Channel = "web" },
                Answers = true,
            },
            this,
            time);
        timer = time.CreateTimer(_ => Tick(), null, Beat, Beat);
    }

    public Lock Gate { get; } = new();

    public string Id { get; } = Ids.New("sess");

    public string Model { get; }

    public DateTimeOffset Expires { get; }

    public RealtimeOptions Options { get; }

    public Outbox Outbox { get; }

    public Wire Wire { get; }

    public ItemStore Items { get; }

    public StateTeller State { get; }

    public HearingSide Hearing { get; }

    public SpeakingSide Speaking { get; }

    public PictureSide Picture { get; }

    public Microphone Microphone { get; } = new();

    public Conversation Conversation { get; }

    public SessionSettings Settings { get; private set; } = new();

    /// <summary>Null: nothing was settled before it began.</summary>
    public Settled? Settled { get; private set; }

    /// <summary>How sound is heard from the next cut on, and first; null: this companion is deaf.</summary>
    public Segment? NextSegment { get; set; }

    /// <summary>That the companion speaks.</summary>
    public string Language => companion.Persona.Language;

    public bool CanCancelEcho => companion.Organs.EchoCanceller is not null && NextSegment is not null;

    /// <summary>A sentence on what it has to do without from the beginning; null: nothing.</summary>
    public string? Lack { get; init; }

    /// <summary>The user's last line has no reply yet.</summary>
    public bool HasQuestion { get; set; }

    public bool TracksPlayback => true;

    /// <summary>The first that a client is told.</summary>
    public void Greet()
    {
        lock (Gate)
        {
            Wire.Tell(new SessionEvent("session.created", Describe()));
            if (Settings.Avatar is { } avatar)
            {
                Picture.Change(avatar);
                Introduce();
            }
        }
    }

    public SessionBody Describe() => Settings.Describe(Id, Model, Expires, Wire.Dialect);

    /// <summary>Runs until the sound has ended and nothing more is asked, or it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        _ = Microphone.Deaf.ContinueWith(_ => GoDeaf(), TaskScheduler.Default);
        await Conversation.RunAsync(NextSegment is null ? null : Microphone.ReadAllAsync(cancellation), cancellation).ConfigureAwait(false);
    }

    /// <summary>Says no more than it is saying, and ends.</summary>
    public void Finish()
    {
        Microphone.Complete();
        Conversation.Complete();
    }

    /// <summary>Before it runs: it begins with these.</summary>
    public void Begin(SessionSettings settings, Settled settled)
    {
        Settled = settled;
        Apply(settings);
    }

    /// <summary>The session's, and what lines of the system add to them.</summary>
    public string Instructions => string.Join(
        '\n', Items.All.Where(i => i.Role is ItemRole.System).Select(i => i.Text!).Prepend(Settings.Instructions).Where(t => t.Length > 0));

    /// <summary>A line of the system has come or gone. The lock is held.</summary>
    public void Instruct()
    {
        var instructions = Instructions;
        Conversation.Change(options => options with { Instructions = instructions });
    }

    /// <summary>From now on these hold.</summary>
    public void Change(SessionSettings settings)
    {
        var firstAvatar = Settings.Avatar is null && settings.Avatar is not null;
        Apply(settings);
        Wire.Tell(new SessionEvent("session.updated", Describe()));
        Picture.Change(settings.Avatar);
        if (firstAvatar)
        {
            Introduce();
        }
    }

    /// <summary>The client has just shown that it knows of avatars: what it would have been told before.</summary>
    private void Introduce()
    {
        State.TellAgain();
        if (Lack is { } lack)
        {
            meter.Degrade(Organ.Brain);
            Wire.Tell(new AvatarDegraded("brain", lack));
        }
    }

    private void Apply(SessionSettings settings)
    {
        var firstGreeting = !Settings.Dialogue.Greets && settings.Dialogue.Greets;
        Settings = settings;
        Wire.KnowsAvatar = settings.Avatar is not null;
        var (turns, instructions) = (settings.TurnDetection, Instructions);
        var voice = ModelNames.OurVoice(settings.Voice) is { Length: > 0 } asked ? asked : companion.Persona.Voice;
        Conversation.Change(options => options with
        {
            Instructions = instructions,
            Speaks = settings.Speaks,
            Speak = new SpeakOptions { Voice = voice, Rate = (float)Math.Clamp(settings.Speed, 0.5, 2) },
            Answers = turns is { CreateResponse: true } && !settings.TranscribesOnly,
            IgnoresEcho = turns is not null, // Who commits a turn by hand means it.
            Interruptible = turns is { InterruptResponse: true },
            Confirms = settings.Dialogue.Confirms,
            Preempts = settings.Dialogue.Preempts,
            IdleTimeout = turns is { Semantic: false, IdleTimeoutMilliseconds: { } silence } && !settings.TranscribesOnly
                ? TimeSpan.FromMilliseconds(silence)
                : null,
        });
        if (firstGreeting)
        {
            Conversation.Greet();
        }
    }

    /// <summary>The client has played the item so far.</summary>
    public void Play(Item item, long milliseconds)
    {
        Speaking.Report(item, milliseconds);
        if (item.Turn is { } turn)
        {
            played.Align(turn, milliseconds * PlayedSound.SampleRate / 1000);
        }
    }

    /// <param name="ears">Null: as before.</param>
    public Segment SegmentOf(IEars ears) => new(
        ears,
        new ListenOptions
        {
            Language = Settings.Transcription is { Language: { Length: > 0 } language } ? language : companion.Persona.Language,
            Domain = companion.Domain,
            Turns = Settings.TurnDetection is { } turns ? turns.Options : TurnDetection.Held,
        },
        Settings.TurnDetection is null) { Canceller = CancelsEcho ? companion.Organs.EchoCanceller : null };

    /// <summary>A shared organ goes on with less: told, if it is one of this session's.</summary>
    public void Degrade(EngineDegraded degraded)
    {
        if (degraded.Engine == NextSegment?.Ears || degraded.Engine == companion.Organs.Voice)
        {
            Conversation.Report(degraded.Organ, degraded.Reason);
        }
    }

    public async ValueTask WriteAsync(ConversationEvent item, CancellationToken cancellation)
    {
        while (true)
        {
            Task more;
            lock (Gate)
            {
                if (Take(item))
                {
                    Picture.Take(item);
                    return;
                }

                more = changed.Next;
            }

            await more.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task ended;
        lock (Gate)
        {
            ended = Picture.EndAsync();
        }

        await timer.DisposeAsync().ConfigureAwait(false);
        await ended.ConfigureAwait(false);
    }

    /// <returns>False when it has to wait.</returns>
    private bool Take(ConversationEvent item)
    {
        if (!Tell(item))
        {
            return false;
        }

        if (CancelsEcho)
        {
            played.Follow(item);
        }

        return true;
    }

    private bool Tell(ConversationEvent item)
    {
        switch (item)
        {
            case Heard heard:
                Hearing.Hear(heard);
                break;
            case EchoHeard echo:
                Hearing.Ignore(echo);
                break;
            case Unsure unsure:
                Wire.Tell(new AvatarConfirm(unsure.Utterance.Text, Math.Round(unsure.Utterance.Confidence, 3)));
                break;
            case Idled idled:
                Hearing.TimeOut(Microphone.Position, idled);
                break;
            case ReplyStarted:
                HasQuestion = false;
                Speaking.Begin(item.Turn);
                break;
            case Thought thought:
                Speaking.Think(thought);
                break;
            case ReplyItem part:
                return Speaking.Take(part);
            case Paused:
                Speaking.Pause(item.Turn);
                break;
            case Resumed:
                Speaking.Resume(item.Turn);
                changed.Fire();
                break;
            case Interrupted:
                Speaking.Interrupt(item.Turn);
                changed.Fire();
                break;
            case Degraded degraded:
                if (degraded.Cause is { } cause)
                {
                    Fault.Tell(log, $"A live session goes on with less: the {degraded.Organ.ToString().ToLowerInvariant()}", cause);
                }

                meter.Degrade(degraded.Organ);
                Wire.Tell(new AvatarDegraded(degraded.Organ.ToString().ToLowerInvariant(), degraded.Reason));
                break;
            case Reached reached:
                meter.Reach(reached.Stage, reached.After);
                Wire.Tell(new AvatarStage(StageNames.Of(reached.Stage), Math.Round(reached.After.TotalMilliseconds, 1)) { ResponseId = Speaking.Active?.Id });
                break;
        }

        return true;
    }

    private bool CancelsEcho => Settings.Avatar is { CancelsEcho: true };

    private void Hear(Item item, TimeSpan length)
    {
        meter.Hear(length);
        HasQuestion = true;
        Speaking.Question = (0, Tokens.Heard(length));
    }

    private void Report(int turn, long position, bool takesBack)
    {
        if (takesBack)
        {
            Conversation.Truncate(turn, position);
        }

        Conversation.ReportPlayed(turn, position);
        Picture.ReportPlayed(turn, position);
    }

    private void End(Response response)
    {
        meter.Reply("realtime", response.Status == "cancelled" ? "interrupted" : response.Status);
        meter.Speak(TimeSpan.FromSeconds((double)response.Voice.Length / response.Voice.SampleRate));
    }

    private void Tick()
    {
        lock (Gate)
        {
            Speaking.Tick();
        }

        changed.Fire();
    }

    private void GoDeaf()
    {
        lock (Gate)
        {
            Hearing.Deafen();
        }
    }

    private IAnimator? Animator() => companion.Organs.Animator is { } animator
        ? new WantedAnimator(animator, () => Settings.Avatar is { Mode: not AvatarMode.None })
        : null;
}
