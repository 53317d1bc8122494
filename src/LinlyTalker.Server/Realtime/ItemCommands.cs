using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Server.Realtime.Audio;
using LinlyTalker.Server.Realtime.Hearing;
using LinlyTalker.Server.Realtime.Items;
using LinlyTalker.Server.Realtime.Protocol;
using LinlyTalker.Server.Realtime.Speaking;

namespace LinlyTalker.Server.Realtime;

/// <summary>Lines of the conversation that a client brings, reads, shortens and deletes.</summary>
internal sealed class ItemCommands(LiveSession session)
{
    private const int Day = 24 * 3600 * 1000;

    /// <summary>Sounds that wait to be heard one after the other; of 65 s each where messages have 4 MB.</summary>
    private const int MostSounds = 16;

    private readonly SemaphoreSlim hearing = new(1);
    private int sounds;
    private int lines;

    public void Create(Fields fields, CancellationToken cancellation)
    {
        var given = NewItem.Read(
            fields.Object("item") ?? throw new WireFault("missing_required_parameter", "'item' is missing.", "item"),
            session.Options.LongestText,
            session.Settings.Input);
        if (given.Item.Role is ItemRole.System)
        {
            session.Settled?.AllowInstructions("item.role");
        }

        lock (session.Gate)
        {
            var previous = fields.Text("previous_item_id");
            if (session.Items.Find(given.Item.Id) is not null)
            {
                throw new WireFault("item_exists", "There is an item of that id already.", "item.id");
            }

            if (previous is not null && previous != session.Items.LastId && !(previous == "root" && session.Items.LastId is null))
            {
                session.Items.Get(previous);
                throw new WireFault("unsupported", "Items are added at the end; leave previous_item_id out.", "previous_item_id");
            }

            if (sounds >= MostSounds || session.Hearing.Waiting + Volatile.Read(ref lines) >= session.Options.RememberedItems)
            {
                throw new WireFault("too_much_at_once", "Too many items wait to be taken in; go on when the replies have caught up.", "item");
            }

            if (given.Item.Role is ItemRole.System && session.Instructions.Length + given.Item.Text!.Length > session.Options.LongestText)
            {
                throw new WireFault("invalid_value", $"All instructions together may have {session.Options.LongestText} characters.", "item.content");
            }

            session.Hearing.Announce(given.Item, session.Items.Add(given.Item));
            if (given.Sound is { } sound)
            {
                session.Hearing.Begin();
                sounds++;
                _ = TranscribeAsync(given.Item, sound, cancellation);
            }
            else
            {
                session.Hearing.WhenKnown(() => Bring(given.Item));
            }
        }
    }

    public void Retrieve(Fields fields)
    {
        lock (session.Gate)
        {
            session.Wire.Tell(new ItemRetrieved(session.Items.Get(fields.Needed("item_id")).Describe(session.Wire.Dialect)));
        }
    }

    public void Truncate(Fields fields)
    {
        lock (session.Gate)
        {
            var item = session.Items.Get(fields.Needed("item_id"));
            var index = fields.Whole("content_index", 0, 0) ?? 0;
            var end = fields.Whole("audio_end_ms", 0, Day)
                ?? throw new WireFault("missing_required_parameter", "'audio_end_ms' is missing.", "audio_end_ms");
            if (item is not { Role: ItemRole.Assistant, IsSound: true })
            {
                throw new WireFault("invalid_value", "Only what the assistant said can be truncated.", "item_id");
            }

            if (!session.Speaking.Truncate(item, end))
            {
                throw new WireFault("invalid_value", $"The item is shorter than {end} ms.", "audio_end_ms");
            }

            session.Wire.Tell(new ItemTruncated(item.Id, index, end));
        }
    }

    public void Delete(Fields fields)
    {
        lock (session.Gate)
        {
            var item = session.Items.Get(fields.Needed("item_id"));
            session.Items.Remove(item);
            if (item.Role is ItemRole.System)
            {
                session.Instruct();
            }

            if (item.Turn is { } turn)
            {
                session.Conversation.Forget(turn, item.DialogueRole);
            }

            session.Wire.Tell(new ItemDeleted(item.Id));
        }
    }

    /// <summary>The lock is held.</summary>
    private void Bring(Item item)
    {
        if (string.IsNullOrWhiteSpace(item.Text))
        {
            return;
        }

        if (item.Role is ItemRole.System)
        {
            session.Instruct();
            return;
        }

        if (item.Role is ItemRole.User)
        {
            session.HasQuestion = true;
            session.Speaking.Question = item.IsSound ? session.Speaking.Question : (Tokens.Of(item.Text), 0);
        }

        Interlocked.Increment(ref lines);
        session.Conversation.Add(new DialogueMessage(item.DialogueRole, item.Text), turn =>
        {
            item.Turn = turn;
            Interlocked.Decrement(ref lines);
        });
    }

    private async Task TranscribeAsync(Item item, AudioChunk sound, CancellationToken cancellation)
    {
        Utterance? heard = null;
        WireFault? fault = null;
        try
        {
            await hearing.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // The caller holds the lock.
            heard = session.NextSegment is { } segment
                ? await OneUtterance.HearAsync(segment, sound, cancellation).ConfigureAwait(false)
                : throw new InputException("Nothing here hears this companion's language.");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            fault = new WireFault("transcription_failed", Errors.ClientSentence.Of(e, "The ears failed; send it again, or type."), "item.content[0].audio");
        }

        hearing.Release();
        lock (session.Gate)
        {
            sounds--;
            if (heard is not null)
            {
                session.Hearing.Know(item, heard);
                Bring(item);
            }
            else if (fault is not null)
            {
                session.Wire.Tell(new TranscriptionFailed(
                    item.Id, 0, new ErrorBody("server_error", fault.Code, fault.Message, fault.Parameter, null)));
            }

            session.Hearing.Found();
        }
    }
}
