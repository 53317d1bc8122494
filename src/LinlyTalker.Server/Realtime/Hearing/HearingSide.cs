using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;
using LinlyTalker.Server.Realtime.Items;
using LinlyTalker.Server.Realtime.Protocol;
using LinlyTalker.Server.Realtime.Sending;
using LinlyTalker.Server.Realtime.Settings;

namespace LinlyTalker.Server.Realtime.Hearing;

/// <summary>
/// The user's half of a session: what the ears say as the events of an input buffer and its transcripts. Not for several
/// threads: the session's lock is held by whoever calls.
/// </summary>
internal sealed class HearingSide(Wire wire, ItemStore items, StateTeller state, Func<SessionSettings> settings)
{
    private readonly Queue<Item> committed = new();
    private readonly List<Action> waiting = [];
    private Item? open;
    private int busy;

    /// <summary>Told a line of the user that can be answered, with its sound's length.</summary>
    public Action<Item, TimeSpan>? Said { get; set; }

    /// <summary>Somebody speaks, as far as the server listens for that.</summary>
    public bool IsSpeaking => open is not null && settings().TurnDetection is not null;

    /// <summary>How much waits for that.</summary>
    public int Waiting => waiting.Count;

    /// <summary>Does it when all that was committed is known in words.</summary>
    public void WhenKnown(Action action)
    {
        waiting.Add(action);
        Release();
    }

    /// <summary>The words of a line are being found; <see cref="Found"/> ends it.</summary>
    public void Begin() => busy++;

    public void Found()
    {
        busy--;
        Release();
    }

    /// <summary>The client says that its turn ends here.</summary>
    public void Commit()
    {
        var item = open ?? new Item(Ids.New("item"), ItemRole.User, true);
        open = null;
        committed.Enqueue(item);
        busy++;
        Add(item);
    }

    public void Hear(Heard heard)
    {
        var utterance = heard.Utterance;
        if (committed.Count > 0 && utterance.IsFinal)
        {
            Finish(committed.Dequeue(), heard);
            Found();
        }
        else if (settings().TurnDetection is null)
        {
            Follow(committed.Count > 0 ? committed.Peek() : open ??= Begin(heard), heard);
        }
        else
        {
            HearTurn(heard);
        }
    }

    /// <summary>It was no user: what was begun for it ends without a line.</summary>
    public void Ignore(EchoHeard echo)
    {
        var utterance = echo.Utterance;
        if (!utterance.IsFinal)
        {
            return;
        }

        if (open is not null)
        {
            wire.Tell(new SpeechStopped(Milliseconds(utterance.Span.End, utterance.SampleRate), open.Id));
            open = null;
            state.Rest(echo.Turn, "listening");
        }

        wire.Tell(new AvatarEchoIgnored(utterance.Text));
    }

    /// <summary>
    /// The user has said nothing for so long; the silence is a line of theirs, as in OpenAI's wire.
    /// </summary>
    /// <param name="position">Of the microphone's sound, in samples.</param>
    public void TimeOut(long position, Idled idled)
    {
        var end = Milliseconds(position, Microphone.SampleRate);
        var item = new Item(Ids.New("item"), ItemRole.User, true) { Text = "", Turn = idled.Turn };
        wire.Tell(new TimeoutTriggered(Math.Max(0, end - (long)idled.Silence.TotalMilliseconds), end, item.Id));
        Add(item);
    }

    /// <summary>The ears are gone: what was committed is never known.</summary>
    public void Deafen()
    {
        while (committed.TryDequeue(out var item))
        {
            wire.Tell(new TranscriptionFailed(item.Id, 0, new ErrorBody(
                "server_error", "transcription_failed", "The ears failed; begin another session, or type.", null, null)));
            Found();
        }

        open = null;
    }

    /// <summary>A line that was said, and is now known in words; the same for one that the client sent whole.</summary>
    public void Know(Item item, Utterance utterance)
    {
        item.Text = utterance.Text;
        var length = utterance.Span.Duration(utterance.SampleRate);
        if (settings().Transcription is not null)
        {
            if (utterance.Text.Length > item.Told)
            {
                wire.Tell(new TranscriptionDelta(item.Id, 0, utterance.Text[item.Told..]));
            }

            wire.Tell(new TranscriptionCompleted(item.Id, 0, utterance.Text, new("duration", (int)Math.Ceiling(length.TotalSeconds))));
        }

        if (utterance.Emotion is { } emotion)
        {
            wire.Tell(new AvatarEmotion("user", emotion) { ItemId = item.Id });
        }

        if (utterance.Text.Length > 0)
        {
            Said?.Invoke(item, length);
        }
    }

    public void Add(Item item)
    {
        var before = items.Add(item);
        if (item.IsSound)
        {
            wire.Tell(new Committed(before, item.Id));
        }

        Announce(item, before);
    }

    /// <summary>An item that was added is told.</summary>
    public void Announce(Item item, string? before)
    {
        wire.Tell(new ItemEvent("conversation.item.added", before, item.Describe(wire.Dialect)));
        wire.Tell(new ItemEvent("conversation.item.done", before, item.Describe(wire.Dialect)));
    }

    private void HearTurn(Heard heard)
    {
        var (utterance, rate) = (heard.Utterance, heard.Utterance.SampleRate);
        if (open is null)
        {
            open = Begin(heard);
            wire.Tell(new SpeechStarted(Milliseconds(utterance.Span.Start, rate), open.Id), urgent: true);
            state.Listen(heard.Turn, open.Id);
        }

        if (!utterance.IsFinal)
        {
            Follow(open, heard);
            return;
        }

        var item = open;
        open = null;
        wire.Tell(new SpeechStopped(Milliseconds(utterance.Span.End, rate), item.Id));
        if (string.IsNullOrWhiteSpace(utterance.Text))
        {
            state.Rest(heard.Turn, "listening"); // A cough: no line of it is kept.
            return;
        }

        Add(item);
        Finish(item, heard);
    }

    private static Item Begin(Heard heard) => new(Ids.New("item"), ItemRole.User, true) { Turn = heard.Turn };

    private void Finish(Item item, Heard heard)
    {
        item.Turn = heard.Turn;
        Know(item, heard.Utterance);
    }

    private void Follow(Item item, Heard heard)
    {
        var (text, stable) = (heard.Utterance.Text, heard.Utterance.StableText);
        if (text.Length > 0)
        {
            wire.Tell(new AvatarHearing(text, stable.Length) { ItemId = item.Id });
        }

        if (settings().Transcription is not null && stable.Length > item.Told)
        {
            wire.Tell(new TranscriptionDelta(item.Id, 0, stable[item.Told..]));
            item.Told = stable.Length;
        }
    }

    private void Release()
    {
        while (busy == 0 && waiting.Count > 0)
        {
            var next = waiting[0];
            waiting.RemoveAt(0);
            next();
        }
    }

    private static long Milliseconds(long position, int rate) => position * 1000 / rate;
}
