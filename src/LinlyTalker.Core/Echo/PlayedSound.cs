using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal;

namespace LinlyTalker.Core.Echo;

/// <summary>
/// What the loudspeaker plays while the microphone listens, on the microphone's clock: a reply sounds from when it is
/// given, one sample for each sample that is heard, and waits while it is paused. A client plays a little later; how
/// much is for an <see cref="IEchoCanceller"/> to find out. For several threads; one reader.
/// </summary>
public sealed class PlayedSound
{
    /// <summary>That positions count in.</summary>
    public const int SampleRate = 16000;

    private const int MostWaiting = 10 * 60 * SampleRate;
    private const int Remembered = 30 * SampleRate;
    private const int FarBehind = SampleRate / 2;

    private readonly Lock gate = new();
    private readonly Queue<short[]> waiting = new();
    private readonly LinkedList<Stretch> stretches = new();
    private Resampler? resampler;
    private int turn = -1;
    private int taken; // of the first that waits
    private long waitingSamples;
    private long replyPosition; // of the next sample that is played
    private int stopped = -1; // the latest turn
    private bool paused;
    private long held; // samples of silence before the next

    /// <summary>Up to where the microphone has heard.</summary>
    public long Position { get; private set; }

    /// <summary>The next sound of a reply; a new turn begins when what waits of the one before has been played.</summary>
    public void Play(int turn, AudioChunk chunk)
    {
        lock (gate)
        {
            if (turn <= stopped)
            {
                return;
            }

            if (turn != this.turn)
            {
                Drop();
                (this.turn, replyPosition, paused) = (turn, 0, false);
                resampler = new Resampler(chunk.SampleRate, SampleRate);
            }

            // A reply that nobody hears to its end in ten minutes is not remembered for its echo.
            var samples = resampler!.Process(chunk.Samples.Span);
            if (samples.Length > 0 && waitingSamples + samples.Length <= MostWaiting)
            {
                waiting.Enqueue(Array.ConvertAll(samples, Pcm16.Of));
                waitingSamples += samples.Length;
            }
        }
    }

    /// <summary>
    /// The client says how far it has played. One that is behind by more than a canceller looks for, since it keeps much
    /// sound before it begins, is waited for.
    /// </summary>
    /// <param name="position">In samples since the reply's speech began, at <see cref="SampleRate"/>.</param>
    public void Align(int turn, long position)
    {
        lock (gate)
        {
            if (turn == this.turn && replyPosition - position > FarBehind && waitingSamples > 0)
            {
                held = replyPosition - position;
            }
        }
    }

    public void Pause(bool isPaused)
    {
        lock (gate)
        {
            paused = isPaused;
        }
    }

    /// <summary>Nothing more of the turn is played, nor of those before, whatever of them still comes.</summary>
    public void Stop(int turn)
    {
        lock (gate)
        {
            stopped = Math.Max(stopped, turn);
            if (this.turn <= stopped)
            {
                Drop();
            }
        }
    }

    /// <summary>Moves the clock on.</summary>
    /// <param name="position">Where the heard sound begins.</param>
    /// <param name="into">Gets what was played meanwhile, float32 in [-1, 1]; as long as what was heard.</param>
    public void Take(long position, Span<float> into)
    {
        into.Clear();
        lock (gate)
        {
            Position = position + into.Length;
            if (paused || waitingSamples == 0)
            {
                return;
            }

            var silent = (int)Math.Min(held, into.Length);
            held -= silent;
            position += silent;
            into = into[silent..];
            var count = 0;
            while (count < into.Length && waiting.TryPeek(out var first))
            {
                for (; count < into.Length && taken < first.Length; taken++, count++)
                {
                    into[count] = first[taken] / Pcm16.Scale;
                }

                if (taken == first.Length)
                {
                    waiting.Dequeue();
                    taken = 0;
                }
            }

            Remember(position, count);
            waitingSamples -= count;
        }
    }

    /// <summary>Which parts of which reply were played in a stretch of the clock; oldest first.</summary>
    public IReadOnlyList<PlayedStretch> Between(long from, long to)
    {
        lock (gate)
        {
            return
            [
                .. stretches.Where(s => s.At < to && s.At + s.Length > from)
                    .Select(s => new PlayedStretch(s.Turn, new SampleSpan(s.Reply, s.Reply + s.Length), s.At)),
            ];
        }
    }

    private void Remember(long position, int count)
    {
        if (stretches.Last is { Value: var last } && last.Turn == turn && last.At + last.Length == position)
        {
            last.Length += count;
        }
        else if (count > 0)
        {
            stretches.AddLast(new Stretch { Turn = turn, Reply = replyPosition, At = position, Length = count });
        }

        replyPosition += count;
        while (stretches.First is { Value: var first } && first.At + first.Length < position - Remembered)
        {
            stretches.RemoveFirst();
        }
    }

    private void Drop()
    {
        waiting.Clear();
        (taken, waitingSamples, held) = (0, 0, 0);
    }

    private sealed class Stretch
    {
        public required int Turn { get; init; }

        public required long Reply { get; init; }

        public required long At { get; init; }

        public required long Length { get; set; }
    }
}

/// <summary>An unbroken part of a reply that was played.</summary>
/// <param name="Reply">In samples since the reply's speech began, at <see cref="PlayedSound.SampleRate"/>.</param>
/// <param name="At">When, on the microphone's clock.</param>
public sealed record PlayedStretch(int Turn, SampleSpan Reply, long At);
