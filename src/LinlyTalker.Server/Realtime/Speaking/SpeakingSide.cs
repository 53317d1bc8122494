using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;
using LinlyTalker.Server.Realtime.Items;
using LinlyTalker.Server.Realtime.Protocol;
using LinlyTalker.Server.Realtime.Sending;
using LinlyTalker.Server.Realtime.Settings;

namespace LinlyTalker.Server.Realtime.Speaking;

/// <summary>
/// The server's half of a session: replies on their way to the client, how far it has played them, and how they stop. One
/// reply at a time. Not for several threads: the session's lock is held by whoever calls.
/// </summary>
internal sealed class SpeakingSide(
    Wire wire, ReplyEvents events, StateTeller state, Func<SessionSettings> settings, TimeProvider time)
{
    /// <summary>Sound is sent so far ahead of its playing; then its making waits.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(60);

    private Response? response;
    private ReplyMedia media = new(wire, events);
    private ResponseAsked? asked;
    private bool paused;
    private bool cancelled;

    /// <summary>Told a turn and how far it was heard, in samples of the voice; whether that takes back what was told before.</summary>
    public Action<int, long, bool>? Heard { get; set; }

    /// <summary>Told how a reply ended.</summary>
    public Action<Response>? Ended { get; set; }

    /// <summary>Tokens of what is being answered: of text, of sound.</summary>
    public (int Text, int Sound) Question { get; set; }

    /// <summary>The reply that is being made; null when none is.</summary>
    public Response? Active => response is { IsActive: true } ? response : null;

    /// <summary>Something of a reply may still be sounding at the client.</summary>
    public bool IsPlaying => response is not null && (paused || response.Clock.IsPlaying);

    /// <summary>The next reply is the one that the client asks for so.</summary>
    public void Ask(ResponseAsked wishes) => asked = wishes;

    public void Begin(int turn)
    {
        var now = settings();
        var speaks = asked?.Speaks ?? now.Speaks;
        response = new Response(turn, speaks, now.Output, SessionShape.Voice(now), time) { Metadata = asked?.Metadata };
        media = new ReplyMedia(wire, events);
        (asked, paused, cancelled) = (null, false, false);
        state.Think(turn, response.Id, response.Item.Id);
        events.Begin(response);
    }

    public void Think(Thought thought)
    {
        if (Of(thought.Turn) is not { IsActive: true } reply)
        {
            return;
        }

        events.Write(reply, thought.Sentence.Text);
        if (thought.Sentence.Sources is { Count: > 0 } sources)
        {
            Tell(reply, new AvatarSources([.. sources.Select(s => new SourceBody(s.File, s.Heading))]));
        }

        foreach (var mark in thought.Sentence.Marks.Where(m => m.Kind is MarkKind.Emotion))
        {
            Tell(reply, new AvatarEmotion("avatar", mark.Value));
        }
    }

    /// <returns>False when it has to wait.</returns>
    public bool Take(ReplyItem item)
    {
        if (Of(item.Turn) is not { IsActive: true } reply)
        {
            return true; // Of an old turn: nobody hears it any more.
        }

        if (paused || (item is Spoke or Moved && !HasRoom(reply)))
        {
            return false;
        }

        switch (item)
        {
            case Spoke { Chunk: var chunk }:
                Speak(reply, chunk);
                break;
            case Moved { Motion: { FrameCount: > 0 } motion } when settings().Avatar is { Mode: AvatarMode.Motion } avatar:
                media.Move(reply, motion, avatar);
                break;
            case Captioned caption:
                Tell(reply, new AvatarCaption(caption.Text, false, []));
                break;
            case ReplyEnded:
                media.Speak(reply, reply.Voice.Finish(), settings().Avatar);
                End(reply, reply.Text.Length > 0 ? "completed" : "failed");
                break;
        }

        return true;
    }

    public void Pause(int turn)
    {
        if (Of(turn) is { } reply && !paused)
        {
            media.Hold(reply);
            reply.Clock.Pause();
            paused = true;
            wire.Tell(new AvatarPaused { ResponseId = reply.Id, ItemId = reply.Item.Id }, urgent: true);
        }
    }

    public void Resume(int turn)
    {
        if (Of(turn) is not { } reply || !paused)
        {
            return;
        }

        paused = false;
        wire.Tell(new AvatarResumed(reply.Milliseconds(reply.Clock.Played)) { ResponseId = reply.Id, ItemId = reply.Item.Id });
        if (settings().Avatar is not { Resumes: true })
        {
            media.SendAgain(reply); // Who knows no pauses has dropped all of it.
        }
        else
        {
            media.SendHeld();
        }

        reply.Clock.Resume();
        state.Speak(reply.Turn, reply.Id, reply.Item.Id);
    }

    /// <param name="turn">Nothing of it leaves any more.</param>
    public void Interrupt(int turn)
    {
        if (Of(turn) is not { } reply)
        {
            return;
        }

        media.Hold(reply);
        reply.Clock.Stop(reply.Clock.Played);
        Report(reply);
        wire.Tell(
            new AvatarInterrupted(reply.Milliseconds(reply.Clock.Played)) { ResponseId = reply.Id, ItemId = reply.Item.Id },
            urgent: true);
        if (reply.IsActive)
        {
            reply.Details = new StatusDetails("cancelled") { Reason = cancelled ? "client_cancelled" : "turn_detected" };
            End(reply, "cancelled");
        }

        paused = false;
    }

    /// <summary>The client wants the reply stopped; the conversation does it.</summary>
    public void Cancel() => cancelled = true;

    /// <summary>How far the client has played an item.</summary>
    public void Report(Item item, long milliseconds)
    {
        if (Of(item) is { } reply)
        {
            reply.Clock.Set(milliseconds * reply.Voice.SampleRate / 1000);
            Report(reply);
        }
    }

    /// <summary>The client stopped playing an item there.</summary>
    /// <returns>False: the item is not that long.</returns>
    public bool Truncate(Item item, long milliseconds)
    {
        if (Of(item) is not { } reply)
        {
            return true;
        }

        var position = milliseconds * reply.Voice.SampleRate / 1000;
        if (position > reply.Voice.Length)
        {
            return false;
        }

        reply.Clock.Stop(position);
        Heard?.Invoke(reply.Turn, reply.Voice.ToVoice(position), true);
        return true;
    }

    /// <summary>Time has gone by.</summary>
    public void Tick()
    {
        if (response is not { } reply || paused)
        {
            return;
        }

        media.Forget(reply);
        Report(reply);
        if (!reply.IsActive && !IsPlaying)
        {
            state.Rest(reply.Turn, "speaking");
        }
    }

    private Response? Of(int turn) => response?.Turn == turn ? response : null;

    private Response? Of(Item item) => response?.Item == item ? response : null;

    private bool HasRoom(Response reply) => wire.Outbox.HasRoom
        && reply.Clock.Sent - reply.Clock.Played < Ahead.TotalSeconds * reply.Voice.SampleRate;

    private void Report(Response reply)
    {
        // The last samples of a finished reply may be lost in rounding between the rates.
        var played = reply.Clock.Played;
        var all = !reply.IsActive && played == reply.Clock.Sent;
        var position = all ? long.MaxValue : reply.Voice.ToVoice(played);
        if (position != reply.Reported)
        {
            reply.Reported = position;
            Heard?.Invoke(reply.Turn, position, false);
        }
    }

    private void Speak(Response reply, SpeechChunk chunk)
    {
        state.Speak(reply.Turn, reply.Id, reply.Item.Id);
        media.Speak(reply, reply.Voice.Take(chunk.Audio), settings().Avatar);
        var rate = chunk.Audio.SampleRate;
        if (chunk.Text.Length > 0 && wire.KnowsAvatar)
        {
            var spoken = chunk.Sentence.Spoken;
            Tell(reply, new AvatarCaption(chunk.Text, true, [.. chunk.Words.Select(w =>
                new CaptionWord(w.Range.Of(spoken), w.Span.Start * 1000 / rate, w.Span.End * 1000 / rate))]));
        }
    }

    private void End(Response reply, string status)
    {
        reply.Status = status;
        if (status == "failed")
        {
            reply.Details ??= new StatusDetails("failed")
            {
                Error = new FailureBody("server_error", "reply_failed", "No engine could answer; the server's log says why."),
            };
        }

        reply.Usage = Tokens.Sum(
            Question.Text,
            Question.Sound,
            Tokens.Of(reply.Text),
            Tokens.Spoken(TimeSpan.FromSeconds((double)reply.Voice.Length / reply.Voice.SampleRate)));
        events.End(reply);
        Ended?.Invoke(reply);
        if (!reply.Speaks)
        {
            state.Rest(reply.Turn, "thinking");
        }
    }

    private void Tell(Response reply, AvatarEvent item) => wire.Tell(item with { ResponseId = reply.Id, ItemId = reply.Item.Id });
}
