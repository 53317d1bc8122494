using LinlyTalker.Client;
using LinlyTalker.Client.Events;

namespace LinlyTalker.Cli.Live.Talking;

/// <summary>Measures one turn by what comes, and when. Not thread-safe.</summary>
/// <param name="first">When the first sample of the question's speech was said; of a typed one, when it was sent.</param>
/// <param name="last">When the last.</param>
/// <param name="old">The reply that the question was said into; null: it was quiet.</param>
internal sealed class TurnWatch(LiveTurn blank, TimeSpan first, TimeSpan last, string? old, TimeSpan buffer)
{
    private readonly PlaybackClock clock = new(RealtimeClient.SampleRate, buffer);
    private TimeSpan? detected;
    private TimeSpan? lastStale;
    private TimeSpan? stopped;
    private TimeSpan? words;
    private TimeSpan? text;
    private TimeSpan? audio;
    private TimeSpan? motion;
    private TimeSpan? video;
    private TimeSpan begun;
    private long stale;
    private int cutIns;
    private string heard = "";
    private string? failure;

    /// <summary>Id of the reply, once it has begun.</summary>
    public string? Reply { get; private set; }

    public bool HasFinished { get; private set; }

    public bool HasFailed => failure is not null;

    public PlaybackClock Clock => clock;

    public void Take(RealtimeEvent happening, TimeSpan at)
    {
        switch (happening)
        {
            case SpeechStarted when at >= first:
                detected ??= at;
                stopped = words = text = audio = motion = video = null;
                (Reply, HasFinished) = (null, false);
                break;
            case SpeechStopped when at < last:
                cutIns++;
                break;
            case SpeechStopped:
                stopped = at;
                break;
            case UtteranceHeard utterance:
                words = at;
                heard = $"{heard} {utterance.Text}".Trim();
                break;
            case HearingFailed lost:
                failure ??= lost.Message;
                break;
            case ReplyBegun reply when reply.Response != old:
                (Reply, begun) = (reply.Response, at);
                break;
            case ReplyEvent part when part.Response == Reply:
                TakeReply(part, at);
                break;
            case ReplyAudio late when late.Response == old && detected is not null:
                (lastStale, stale) = (at, stale + late.Samples);
                break;
            case ServerError error:
                failure ??= $"{error.Code}: {error.Message}";
                break;
        }
    }

    public void Fail(string sentence) => failure ??= sentence;

    public LiveTurn Result() => blank with
    {
        SpeechStopped = After(stopped),
        Words = After(words),
        FirstText = After(text),
        FirstAudio = After(audio),
        FirstMotion = After(motion),
        FirstVideo = After(video),
        CutIns = cutIns,
        Heard = heard,
        Reply = clock.Length.TotalSeconds,
        PlayedFrom = clock.HasBegun ? (clock.End - clock.Length - clock.Silent).TotalSeconds : begun.TotalSeconds,
        PlayedTo = clock.HasBegun ? clock.End.TotalSeconds : begun.TotalSeconds,
        Underruns = clock.Underruns,
        Silent = clock.Silent.TotalSeconds,
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
                text ??= at;
                break;
            case ReplyAudio sound:
                audio ??= at;
                clock.Add(sound.Samples, at);
                break;
            case ReplyFinished finished:
                HasFinished = true;
                failure ??= finished.Status == "failed" ? finished.Reason ?? "the reply failed" : null;
                break;
        }
    }

    private double? After(TimeSpan? moment) => (moment - last)?.TotalSeconds;
}
