using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Core.Screen;

/// <summary>
/// The moments of a session in real time, one for each picture, idle and speech alike; and where in a reply's speech
/// each of them lies. A renderer that is late gets the moments that it missed without the wish to see them.
/// </summary>
internal sealed class FaceMoments
{
    /// <summary>After a longer gap (the machine slept) the clock goes on from now and does not catch up.</summary>
    private const int MostSkipped = 50;

    private readonly int framesPerPicture;
    private readonly TimeSpan period;
    private readonly TimeProvider time;
    private readonly Func<bool> isWatched;
    private readonly ClientClock client = new();
    private readonly ConcurrentDictionary<int, int> voiceRates = new();
    private readonly ConcurrentQueue<(long Position, SpokenPlace? Place)> places = new();
    private readonly Lock gate = new();
    private readonly Playback playback;
    private SpokenPlace? played; // By the moment that is being made, or was made last.
    private SpokenPlace? reached; // Up to where the speech of all moments went.

    /// <param name="isWatched">Whether somebody reads the pictures.</param>
    public FaceMoments(FaceStageOptions options, Func<bool> isWatched, TimeProvider time)
    {
        (this.time, this.isWatched) = (time, isWatched);
        framesPerPicture = FaceMotion.FramesPerSecond / options.Render.FramesPerSecond;
        period = TimeSpan.FromSeconds(1.0 / options.Render.FramesPerSecond);
        playback = new Playback(options.SampleRate, options.Moves)
        {
            Played = (turn, position) =>
            {
                played = new(turn, TimeOf(position, voiceRates[turn]));
                Played?.Invoke(turn, position);
            },
        };
    }

    /// <summary>Told the turn and how far it was shown, in samples of the voice's rate.</summary>
    public Action<int, long>? Played { get; set; }

    /// <summary>Pictures that came too late to be drawn.</summary>
    public long Missed { get; private set; }

    public ValueTask WriteAsync(ConversationEvent item, CancellationToken cancellation)
    {
        if (item is Spoke spoke)
        {
            voiceRates[spoke.Turn] = spoke.Chunk.Audio.SampleRate;
        }

        return playback.WriteAsync(item, cancellation);
    }

    public void ReportPlayed(int turn, long position)
    {
        lock (gate)
        {
            if (reached is { } here && here.Turn == turn && voiceRates.TryGetValue(turn, out var rate))
            {
                client.Compare(here.Time, TimeOf(position, rate));
            }
        }
    }

    public async IAsyncEnumerable<FaceMoment> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var metronome = new Metronome(period, time);
        while (true)
        {
            var missed = await metronome.NextAsync(cancellation).ConfigureAwait(false);
            Missed += missed;

            // Silence has no place in a reply: nothing of it is early or late.
            var correction = played is null ? 0 : client.Correct(period);
            for (var left = Math.Min(missed + Math.Max(0, correction), MostSkipped); left > 0; left--)
            {
                yield return Next(isShown: false);
            }

            if (correction >= 0)
            {
                yield return Next(isWatched());
            }
        }
    }

    /// <summary>Where a picture belongs that was drawn from one of the moments; to be asked in their order.</summary>
    public SpokenPlace? PlaceOf(long position)
    {
        while (places.TryPeek(out var place) && place.Position <= position)
        {
            places.TryDequeue(out _);
            if (place.Position == position)
            {
                return place.Place;
            }
        }

        return null;
    }

    private static TimeSpan TimeOf(long position, int rate) => new SampleSpan(0, position).Duration(rate);

    private FaceMoment Next(bool isShown)
    {
        played = null;
        var moment = playback.Next(framesPerPicture) with { IsShown = isShown };
        SpokenPlace? place = null;
        lock (gate)
        {
            if (played is { } now)
            {
                var goesOn = reached?.Turn == now.Turn;
                place = new(now.Turn, goesOn ? reached!.Value.Time : TimeSpan.Zero);
                reached = now;
                if (!goesOn)
                {
                    client.Reset();
                    Forget(now.Turn);
                }
            }
        }

        if (isShown)
        {
            places.Enqueue((moment.Audio.Position, place));
        }

        return moment;
    }

    private void Forget(int turn)
    {
        foreach (var old in voiceRates.Keys.Where(t => t < turn))
        {
            voiceRates.TryRemove(old, out _);
        }
    }
}
