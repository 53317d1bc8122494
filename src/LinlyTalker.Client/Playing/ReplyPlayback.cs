using LinlyTalker.Client.Events;
using LinlyTalker.Core.Signal;

namespace LinlyTalker.Client.Playing;

/// <summary>
/// What a loudspeaker is given: the sound of the present reply, never of an old one. Somebody who
/// speaks stops it; if it was only a cough, it goes on.
/// Thread-safe: one flow takes events, the loudspeaker reads.
/// </summary>
/// <param name="sampleRate">Of the sound that comes.</param>
public sealed class ReplyPlayback(int sampleRate = RealtimeClient.SampleRate)
{
    private readonly Lock gate = new();
    private readonly Queue<ReadOnlyMemory<byte>> waiting = [];
    private ReadOnlyMemory<byte> head;
    private string? current;
    private string? dropped;
    private string? item;
    private long came;
    private long played;
    private bool hasEnded;
    private bool held;

    /// <summary>Whether the reply has sound that was not played, or more of it will come.</summary>
    public bool IsPlaying
    {
        get
        {
            lock (gate)
            {
                return current is not null && (!hasEnded || played < came);
            }
        }
    }

    /// <summary>Id of the line that is being played; null: none.</summary>
    public string? Item
    {
        get
        {
            lock (gate)
            {
                return item;
            }
        }
    }

    /// <summary>How much of the present reply was played.</summary>
    public TimeSpan Played
    {
        get
        {
            lock (gate)
            {
                return Time(played);
            }
        }
    }

    /// <summary>How often the loudspeaker wanted sound of a reply in its midst and there was none yet.</summary>
    public int Underruns { get; private set; }

    /// <param name="happening">The next of the session.</param>
    /// <returns>What was cut off, to be told to the server (<see cref="RealtimeClient.TruncateAsync"/>); null as a rule.</returns>
    public CutReply? Take(RealtimeEvent happening)
    {
        lock (gate)
        {
            switch (happening)
            {
                case ReplyBegun begun when begun.Response != current:
                    var cut = Drop();
                    (current, item, came, played, hasEnded) = (begun.Response, null, 0, 0, false);
                    return cut;
                case ReplyAudio audio when audio.Response == current:
                    waiting.Enqueue(audio.Pcm);
                    (item, came) = (audio.Item, came + audio.Samples);
                    return null;
                case ReplyAudioEnded ended when ended.Response == current:
                    hasEnded = true;
                    return null;
                case ReplyFinished finished when finished.Response == current:
                    hasEnded = true;
                    return finished.Status == "cancelled" ? Drop() : null;
                case SpeechStarted: // Whether it is a question or a cough is said next.
                    held = true;
                    return null;
                case ReplyPaused part when part.Response == current:
                    held = true;
                    return null;
                case ReplyResumed part when part.Response == current:
                    held = false;
                    return null;
                case ReplyInterrupted part when part.Response == current:
                    return Drop();
                case Reconnected:
                    return Drop();
                default:
                    return null;
            }
        }
    }

    /// <summary>Whether it belongs to a reply that was dropped: came too late.</summary>
    public bool IsStale(ReplyEvent part)
    {
        lock (gate)
        {
            return part is not ReplyBegun && part.Response == dropped;
        }
    }

    /// <summary>The next stretch for the loudspeaker; silence where there is no speech.</summary>
    /// <returns>How many samples of speech it holds.</returns>
    public int Read(Span<float> samples)
    {
        samples.Clear();
        var filled = 0;
        lock (gate)
        {
            while (filled < samples.Length && !held && (!head.IsEmpty || waiting.TryDequeue(out head)))
            {
                var take = Math.Min(samples.Length - filled, head.Length / 2);
                Pcm16.Read(head.Span[..(2 * take)], samples[filled..]);
                filled += take;
                head = head[(2 * take)..];
            }

            if (played > 0 && filled < samples.Length && !held && !hasEnded && current is not null)
            {
                Underruns++;
            }

            played += filled;
        }

        return filled;
    }

    private CutReply? Drop()
    {
        var cut = current is not null && item is not null && played < came ? new CutReply(item, Time(played)) : null;
        dropped = current ?? dropped;
        (current, head, held) = (null, default, false);
        waiting.Clear();
        return cut;
    }

    private TimeSpan Time(long samples) => TimeSpan.FromSeconds((double)samples / sampleRate);
}

/// <summary>A reply that was cut off while it was played.</summary>
/// <param name="Item">Id of its line.</param>
/// <param name="Played">How much of it was heard.</param>
public sealed record CutReply(string Item, TimeSpan Played);
