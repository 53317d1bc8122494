using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Core.Conversations;

/// <summary>
/// Plays a conversation on the audio's clock: speech as it is played, silence when idle, one unbroken stream of
/// moments for the renderer and the loudspeaker. A session pulls <see cref="Next"/> in real time; a file reads
/// <see cref="ReplyAsync"/> as fast as it can. Thread-safe; one reader.
/// </summary>
public sealed class Playback : IConversationOutput
{
    /// <summary>A reply is taken so far ahead of its playing; then its flow waits.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly int sampleRate;
    private readonly int frame;
    private readonly bool moves;
    private PlayingReply? reply;
    private float[] tail = [];
    private int droppedTurn = -1;
    private int pausedTurn = -1;
    private long framesPlayed;
    private bool replyPlayed;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="sampleRate">Of the session; a multiple of 50. Voices of another rate are resampled.</param>
    /// <param name="moves">Whether there is an animator, whose motion speech waits for.</param>
    public Playback(int sampleRate, bool moves = true)
    {
        if (sampleRate <= 0 || sampleRate % FaceMotion.FramesPerSecond != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(sampleRate), sampleRate, $"A multiple of {FaceMotion.FramesPerSecond} is needed.");
        }

        (this.sampleRate, this.moves) = (sampleRate, moves);
        frame = sampleRate / FaceMotion.FramesPerSecond;
    }

    public bool TracksPlayback => true;

    /// <summary>Told the turn and how far it was played; for <see cref="Conversation.ReportPlayed"/>.</summary>
    public Action<int, long>? Played { get; set; }

    public async ValueTask WriteAsync(ConversationEvent item, CancellationToken cancellation)
    {
        while (true)
        {
            Task room;
            lock (gate)
            {
                if (Take(item))
                {
                    Change();
                    return;
                }

                room = changed.Task;
            }

            await room.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The next stretch of the clock.</summary>
    /// <param name="frames">Its length in frames of 20 ms.</param>
    public FaceMoment Next(int frames)
    {
        FaceMoment moment;
        (int Turn, long Position)? played = null;
        lock (gate)
        {
            var speech = reply is null || reply.Turn == pausedTurn ? 0 : Math.Min(frames, reply.FramesReady);
            var samples = new float[frames * frame];
            var motion = speech > 0 ? reply!.Take(samples.AsSpan(0, speech * frame), framesPlayed) : null;
            for (var i = 0; i < Math.Min(tail.Length, samples.Length); i++)
            {
                samples[i] += tail[i];
            }

            tail = [];
            moment = new FaceMoment(new AudioChunk(samples, sampleRate, framesPlayed * frame), motion);
            framesPlayed += frames;
            if (reply is not null && speech > 0)
            {
                played = (reply.Turn, reply.Played);
            }

            if (reply is { HasEnded: true, FramesReady: 0 })
            {
                (reply, replyPlayed) = (null, true);
            }

            Change();
        }

        if (played is { } report)
        {
            Played?.Invoke(report.Turn, report.Position);
        }

        return moment;
    }

    /// <summary>
    /// For a file: a lead of silence, the next reply to its end, waiting where speech is not ready yet, and a tail.
    /// </summary>
    public async IAsyncEnumerable<FaceMoment> ReplyAsync(
        TimeSpan lead, TimeSpan after, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        const int Frames = 2; // One picture at 25 per second.
        for (var left = lead; left > TimeSpan.Zero; left -= Length(Frames))
        {
            yield return Silence(Frames);
        }

        while (true)
        {
            bool ready;
            Task more;
            lock (gate)
            {
                if (replyPlayed)
                {
                    replyPlayed = false;
                    break;
                }

                ready = reply is not null && (reply.HasEnded || reply.FramesReady >= Frames);
                more = changed.Task;
            }

            if (ready)
            {
                yield return Next(Frames);
            }
            else
            {
                await more.WaitAsync(cancellation).ConfigureAwait(false);
            }
        }

        for (var left = after; left > TimeSpan.Zero; left -= Length(Frames))
        {
            yield return Silence(Frames);
        }
    }

    private static TimeSpan Length(int frames) => TimeSpan.FromSeconds((double)frames / FaceMotion.FramesPerSecond);

    private FaceMoment Silence(int frames)
    {
        lock (gate)
        {
            var moment = new FaceMoment(new AudioChunk(new float[frames * frame], sampleRate, framesPlayed * frame), null);
            framesPlayed += frames;
            return moment;
        }
    }

    /// <returns>False when there is no room yet.</returns>
    private bool Take(ConversationEvent item)
    {
        switch (item)
        {
            case Interrupted:
                droppedTurn = Math.Max(droppedTurn, item.Turn);
                if (reply?.Turn <= droppedTurn)
                {
                    tail = reply.Turn == pausedTurn ? [] : reply.Fade();
                    (reply, replyPlayed) = (null, true);
                }

                return true;
            case Paused:
                pausedTurn = item.Turn;
                return true;
            case Resumed:
                pausedTurn = -1;
                return true;
            case Degraded { Organ: Organ.Face }:
                reply?.Release();
                return true;
            case ReplyItem part when part.Turn > droppedTurn:
                return Play(part);
            default:
                return true;
        }
    }

    private bool Play(ReplyItem part)
    {
        if (reply is not null && reply.Turn != part.Turn)
        {
            return false; // The one before is still playing.
        }

        reply ??= new PlayingReply(part.Turn, sampleRate, moves);
        switch (part)
        {
            case Spoke when reply.SamplesWaiting > Ahead.TotalSeconds * sampleRate:
                return false;
            case Spoke spoke:
                reply.Speak(spoke.Chunk);
                break;
            case Moved moved:
                reply.Move(moved.Motion);
                break;
            case ReplyEnded:
                reply.End();
                break;
        }

        return true;
    }

    private void Change()
    {
        var before = changed;
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        before.SetResult();
    }
}
