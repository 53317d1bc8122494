using LinlyTalker.Cli.Live.Questions;
using LinlyTalker.Client;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Cli.Live.Talking;

/// <summary>How a run's users behave.</summary>
internal sealed record LivePlan
{
    public required IReadOnlyList<LiveQuestion> Questions { get; init; }

    /// <summary>Questions of each user; they go on asking while <see cref="Until"/> has not come.</summary>
    public required int Turns { get; init; }

    public TimeSpan Until { get; init; }

    /// <summary>Questions are typed: no ears, all the voices.</summary>
    public bool Typed { get; init; }

    /// <summary>Every so many questions one is said into the reply before; 0: never.</summary>
    public int InterruptEvery { get; init; }

    public TimeSpan Piece { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>So much sound is waited for before the loudspeaker begins.</summary>
    public TimeSpan Buffer { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>Told each turn.</summary>
    public required Action<LiveTurn> Measured { get; init; }
}

/// <summary>One scripted user: asks, listens to the end or interrupts, and asks again.</summary>
internal sealed class LiveUser(int number, RealtimeClient client, LivePlan plan, LiveClock clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A reply is interrupted after so much of it.</summary>
    private static readonly TimeSpan Listened = TimeSpan.FromSeconds(0.8);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private const int LooksPerReport = 10;

    private readonly Lock gate = new();
    private readonly Random random = new(number);
    private TurnWatch? watch;
    private TimeSpan until;

    /// <exception cref="LinlyException">The session broke.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var speaker = new LiveSpeaker(client, clock, plan.Piece);
        Task[] flows =
        [
            ReadAsync(together.Token),
            plan.Typed ? Task.Delay(Timeout.Infinite, together.Token) : speaker.RunAsync(together.Token),
            TalkAsync(speaker, together.Token),
        ];
        var first = await Task.WhenAny(flows);
        await together.CancelAsync();
        try
        {
            await Task.WhenAll(flows);
        }
        catch (OperationCanceledException) when (first.IsCompletedSuccessfully)
        {
            // The script is over; the others were told so.
        }

        await first;
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        await foreach (var happening in client.ReadAllAsync(cancellation))
        {
            lock (gate)
            {
                watch?.Take(happening, clock.At(happening.Received));
            }
        }

        throw new RealtimeClosedException();
    }

    private async Task TalkAsync(LiveSpeaker speaker, CancellationToken cancellation)
    {
        string? old = null;
        await Task.Delay(TimeSpan.FromSeconds(plan.Typed ? 0.2 : 0.2 + (2 * random.NextDouble())), cancellation);
        for (var turn = 0; turn < plan.Turns || clock.Now < plan.Until; turn++)
        {
            var question = plan.Questions[(number + turn) % plan.Questions.Count];
            var current = await AskAsync(speaker, question, turn, old, cancellation);
            var interrupts = plan.InterruptEvery > 0 && (turn + 1) % plan.InterruptEvery == 0;
            old = await ListenAsync(current, interrupts, cancellation);
            lock (gate)
            {
                plan.Measured(current.Result(clock.Now));
            }

            if (old is null)
            {
                await Task.Delay(TimeSpan.FromSeconds(0.4 + (0.4 * random.NextDouble())), cancellation);
            }
        }
    }

    private async Task<TurnWatch> AskAsync(
        LiveSpeaker speaker, LiveQuestion question, int turn, string? old, CancellationToken cancellation)
    {
        var blank = new LiveTurn(number, turn, question.Name) { IsTyped = plan.Typed, Pauses = question.Pauses.Count };
        TurnWatch current;
        lock (gate)
        {
            var (first, last) = plan.Typed ? (clock.Now, clock.Now) : speaker.Say(question);
            watch = current = new TurnWatch(blank, first, last, old, plan.Buffer);
            until = last + Patience;
        }

        if (plan.Typed)
        {
            await client.AskAsync(question.Name, cancellation);
        }

        return current;
    }

    /// <returns>The reply that shall be interrupted now; null when it was heard to its end.</returns>
    private async Task<string?> ListenAsync(TurnWatch current, bool interrupts, CancellationToken cancellation)
    {
        for (var look = 0; ; look++)
        {
            string? item;
            TimeSpan played;
            lock (gate)
            {
                var now = clock.Now;
                if (interrupts && !current.HasFailed && current.Clock.HasBegun && current.Clock.PlayedAt(now) >= Listened)
                {
                    return current.Reply;
                }

                if (current.HasFailed || (current.HasFinished && current.Clock.End <= now))
                {
                    return null;
                }

                if (!current.Clock.HasBegun && now > until)
                {
                    current.Fail($"no reply within {Patience.TotalSeconds:0} s");
                    return null;
                }

                (item, played) = (current.Item, current.Clock.PlayedAt(now));
            }

            if (look % LooksPerReport == 0 && item is not null)
            {
                await client.ReportPlayedAsync(item, played, cancellation);
            }

            await Task.Delay(Look, cancellation);
        }
    }
}

/// <summary>The server ended a session that was not over.</summary>
internal sealed class RealtimeClosedException() : LinlyException("The server closed a session in its midst; its log says why.");
