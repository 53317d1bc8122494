using LinlyTalker.Client;
using LinlyTalker.Client.Events;

namespace LinlyTalker.Cli.Live.Talking;

/// <summary>Measures one turn by what comes, and when. Not thread-safe.</summary>
/// <param name="first">When the first sample of the question's speech was said; of a typed one, when it was sent.</param>
/// <param name="last">When the last.</param>
/// <param name="old">The reply that the question was said into; null: it was quiet.</param>
internal sealed class TurnWatch(LiveTurn blank, TimeSpan first, TimeSpan last, string? old, TimeSpan buffer)
{
    /// <summary>That the users of a run ask for.</summary>
    public const int PicturesPerSecond = 25;

    private PlaybackClock clock = new(RealtimeClient.SampleRate, buffer);
    private readonly PictureWatch pictures = new(TimeSpan.FromSeconds(1.0 / PicturesPerSecond));
    private TimeSpan? detected;
    private TimeSpan? lastStale;
    private Moments moments = new();
    private Moments before = new(); // the last sound was heard
    private TimeSpan begun;
    private long stale;
    private int cutIns;
    private string heard = "";
    private string? failure;

    /// <summary>Id of the reply, once it has begun.</summary>
    public string? Reply { get; private set; }

    /// <summary>Id of its line.</summary>
    public string? Item { get; private set; }

    public bool HasFinished { get; private set; }

    public bool HasFailed => failure is not null;

    public PlaybackClock Clock => clock;

    public void Take(RealtimeEvent happening, TimeSpan at)
    {
        switch (happening)
        {
            case SpeechStarted when at >= first:
                detected ??= at;
                (before, moments) = (moments, new Moments());
                (Reply, HasFinished) = (null, false);
                clock.Hold(at);
                break;
            case ReplyResumed resumed when resumed.Response != old:
                (Reply, moments) = (resumed.Response, before); // It was no question, and no end of one.
                clock.GoOn(at);
                break;
            case ReplyPaused paused when paused.Response == Reply:
                clock.Hold(at);
                break;
            case SpeechStopped when at < last:
                cutIns++;
                break;
            case SpeechStopped:
                moments.Stopped = at;
                break;
            case UtteranceHeard utterance:
                moments.Words = at;
                heard = $"{heard} {utterance.Text}".Trim();
                break;
            case HearingFailed lost:
                failure ??= lost.Message;
                break;
            case ReplyBegun reply when reply.Response != old:
                (Reply, begun, clock) = (reply.Response, at, new PlaybackClock(RealtimeClient.SampleRate, buffer));
                break;
            case ReplyEvent part when part.Response == Reply:
                TakeReply(part, at);
                break;
            case ReplyAudio or ReplyMotion when ((ReplyEvent)happening).Response == old && detected is not null:
                (lastStale, stale) = (at, stale + (happening is ReplyAudio late ? late.Samples : 0));
                break;
            case VideoUnit unit:
                var isSpoken = Reply is not null && unit.Response == Reply;
                moments.Video ??= isSpoken ? at : null;
                pictures.Take(unit, clock, isSpoken, at);
                break;
            case ServerError error:
                failure ??= $"{error.Code}: {error.Message}";
                break;
        }
    }

    public void Fail(string sentence) => failure ??= sentence;

    /// <param name="now">When it was heard to its end, or broken off.</param>
    public LiveTurn Result(TimeSpan now) => blank with
    {
        SpeechStopped = After(moments.Stopped),
        Words = After(moments.Words),
        FirstText = After(moments.Text),
        FirstAudio = After(moments.Audio),
        FirstMotion = After(moments.Motion),
        FirstVideo = After(moments.Video),
        CutIns = cutIns,
        Heard = heard,
        Reply = clock.Length.TotalSeconds,
        PlayedFrom = clock.HasBegun ? (clock.End - clock.Length - clock.Silent).TotalSeconds : begun.TotalSeconds,
        PlayedTo = clock.HasBegun ? Math.Min(clock.End.TotalSeconds, now.TotalSeconds) : begun.TotalSeconds,
        Underruns = clock.Underruns,
        Silent = clock.Silent.TotalSeconds,
        Pictures = pictures.Came,
        PicturesMissing = pictures.Missing,
        PicturesLate = pictures.Late,
        PictureLags = pictures.Lags,
        BargeIn = old is null ? null : detected is not { } stop ? null : new LiveBargeIn(
            (stop - first).TotalSeconds,
            lastStale is { } end ? Math.Max(0, (end - stop).TotalSeconds) : 0,
            (double)stale / RealtimeClient.SampleRate),
        Failure = failure ?? (HasFinished ? null : Reply is null ? "no reply came" : null),
    };

    private void TakeReply(ReplyEvent part, TimeSpan at)
    {
        switch (part)
        {
            case ReplyText:
                moments.Text ??= at;
                break;
            case ReplyAudio sound:
                moments.Audio ??= at;
                Item = sound.Item;
                clock.Add(sound.Samples, at);
                break;
            case ReplyMotion:
                moments.Motion ??= at;
                break;
            case ReplyFinished finished:
                HasFinished = true;
                failure ??= finished.Status == "failed" ? finished.Reason ?? "the reply failed" : null;
                break;
        }
    }

    private double? After(TimeSpan? moment) => (moment - last)?.TotalSeconds;

    /// <summary>When each thing came first.</summary>
    private sealed class Moments
    {
        public TimeSpan? Stopped { get; set; }

        public TimeSpan? Words { get; set; }

        public TimeSpan? Text { get; set; }

        public TimeSpan? Audio { get; set; }

        public TimeSpan? Motion { get; set; }

        public TimeSpan? Video { get; set; }
    }
}
