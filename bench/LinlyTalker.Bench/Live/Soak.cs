using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;
using LinlyTalker.Language.Sentences;

namespace LinlyTalker.Bench.Live;

/// <summary>
/// One conversation for as long as is wished of a simulated clock: questions, every third said into the reply before, coughs
/// between them; its sound pulled in steps of 0.2 s.
/// </summary>
/// <param name="seed">Of what happens when.</param>
internal sealed class Soak(int seed)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.2);

    private const int MostIdle = 10_000;

    private readonly Random random = new(seed);
    private readonly SoakClock clock = new();
    private readonly SoakOrgans organs = new();

    public int Turns { get; private set; }

    public int Interruptions { get; private set; }

    public int Coughs { get; private set; }

    /// <summary>Replies that were begun and neither ended nor were interrupted.</summary>
    public int Open { get; private set; }

    public int Timers => clock.Waiting;

    public TimeSpan Now => clock.Now;

    /// <param name="looked">Called about every simulated hour.</param>
    public async Task RunAsync(TimeSpan length, Action? looked, CancellationToken cancellation)
    {
        var playback = new Playback(24000);
        var output = new CountingOutput(playback);
        var conversation = new Conversation(
            new ConversationOrgans { Ears = organs, Brains = [organs], Cutter = new SentenceCutter(), Voice = organs, Animator = organs },
            new ConversationOptions { Persona = new Persona { Name = "Ada" }, Greet = false },
            output,
            clock);
        playback.Played = conversation.ReportPlayed;
        var running = conversation.RunAsync(AsyncEnumerable.Empty<AudioChunk>(), cancellation);
        for (var hour = TimeSpan.FromHours(1); clock.Now < length; Turns++)
        {
            organs.Hear("", isFinal: false);
            organs.Hear($"question number {Turns}", isFinal: true);
            await UntilAsync(() => output.Started > Turns, cancellation);
            await ListenAsync(playback, output, cancellation);
            if (clock.Now >= hour)
            {
                looked?.Invoke();
                hour += TimeSpan.FromHours(1);
            }
        }

        while (output.Ended < output.Started)
        {
            cancellation.ThrowIfCancellationRequested();
            playback.Next(10);
            await Task.Yield();
        }

        (Interruptions, Open) = (output.Stopped, output.Started - output.Ended);
        organs.End();
        conversation.Complete();
        while (!running.IsCompleted)
        {
            cancellation.ThrowIfCancellationRequested();
            clock.Advance(Step);
            await Task.Yield();
        }

        await running;
    }

    /// <summary>Hears the reply to its end, or until it is time to speak.</summary>
    private async Task ListenAsync(Playback playback, CountingOutput output, CancellationToken cancellation)
    {
        var interrupts = random.Next(3) == 0;
        var patience = random.Next(3, 12);
        for (var steps = 0; output.Ended < output.Started && !(interrupts && steps >= patience); steps++)
        {
            if (!interrupts && steps == 4 && random.Next(4) == 0)
            {
                Coughs++;
                organs.Hear("", isFinal: false);
                organs.Hear("", isFinal: true);
            }

            // Time stands while the organs' flows have not yet come to speak; they are not slow, only elsewhere.
            for (var idle = 0; playback.Next(10).Motion is null && output.Ended < output.Started && idle < MostIdle; idle++)
            {
                cancellation.ThrowIfCancellationRequested();
                await Task.Yield();
            }

            clock.Advance(Step);
        }

        if (!interrupts)
        {
            clock.Advance(TimeSpan.FromSeconds(2 + (6 * random.NextDouble())));
        }
    }

    private static async Task UntilAsync(Func<bool> happened, CancellationToken cancellation)
    {
        while (!happened())
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class CountingOutput(Playback playback) : IConversationOutput
    {
        private readonly Lock gate = new();
        private readonly HashSet<int> open = [];
        private int started;

        public int Started => Volatile.Read(ref started);

        public int Ended
        {
            get
            {
                lock (gate)
                {
                    return started - open.Count;
                }
            }
        }

        public int Stopped { get; private set; }

        public bool TracksPlayback => true;

        public async ValueTask WriteAsync(ConversationEvent item, CancellationToken cancellation)
        {
            await playback.WriteAsync(item, cancellation);
            lock (gate)
            {
                switch (item)
                {
                    case ReplyStarted:
                        open.Add(item.Turn);
                        started++;
                        break;
                    case Interrupted:
                        Stopped++;
                        open.Remove(item.Turn);
                        break;
                    case ReplyEnded:
                        open.Remove(item.Turn);
                        break;
                }
            }
        }
    }
}
