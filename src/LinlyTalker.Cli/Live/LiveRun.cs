using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using LinlyTalker.Cli.Console;
using LinlyTalker.Cli.Live.Questions;
using LinlyTalker.Cli.Live.Reporting;
using LinlyTalker.Cli.Live.Talking;
using LinlyTalker.Cli.Live.Watching;
using LinlyTalker.Client;
using LinlyTalker.Client.Sessions;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Live;

/// <summary>Lets scripted users talk with a server, and measures.</summary>
internal sealed class LiveRun(LiveOptions options)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<LiveTurn> turns = [];
    private readonly LiveClock clock = new();

    /// <summary>Runs to the end; cut short, it reports what was measured so far.</summary>
    /// <exception cref="LinlyException">The server cannot be started or reached.</exception>
    public async Task<LiveReport> RunAsync(ModelStore store, CancellationToken cancellation)
    {
        var questions = options.Typed ? QuestionSource.Typed : await QuestionSource.ReadAsync(options.Questions, store, cancellation);
        await using var own = options.Server is null ? await StartAsync(cancellation) : null;
        var address = options.Server ?? own!.Address;
        using var http = new HttpClient { BaseAddress = new Uri(address.GetLeftPart(UriPartial.Authority).Replace("ws", "http", StringComparison.Ordinal)) };
        if (options.Key is not null)
        {
            http.DefaultRequestHeaders.Authorization = new("Bearer", options.Key);
        }

        var watch = new ServerWatch(http, own?.Id, clock);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var looking = watch.RunAsync(options.Soak > TimeSpan.FromMinutes(10) ? 5 * Pause : Pause, watching.Token);
        var begin = clock.Now;
        var cpu = Cpu();
        try
        {
            await TalkAsync(address, questions, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && !turns.IsEmpty)
        {
            Terminal.Note("Stopped; this is what was measured so far.");
        }

        await watching.CancelAsync();
        await Task.WhenAny(looking);
        var report = LiveReport.Of(
            Setting(address), options.Sessions, (clock.Now - begin).TotalSeconds, [.. turns], watch.Samples, (Cpu() - cpu).TotalSeconds);
        report = report with { Pictures = options.Face is FaceMode.Video ? PictureLoad.Of(report.Turns, watch.Samples) : null };
        return options.Soak > TimeSpan.Zero ? report with { Slopes = SlopeRow.Of(watch.Samples) } : report;
    }

    private static TimeSpan Cpu() => Process.GetCurrentProcess().TotalProcessorTime;

    private async Task<ServerProcess> StartAsync(CancellationToken cancellation)
    {
        Terminal.Status("starting a server");
        return await ServerProcess.StartAsync(["--profile", options.Profile], cancellation);
    }

    private async Task TalkAsync(Uri address, IReadOnlyList<LiveQuestion> questions, CancellationToken cancellation)
    {
        var plan = new LivePlan
        {
            Questions = questions,
            Turns = options.Soak > TimeSpan.Zero ? 0 : options.Turns,
            Until = clock.Now + options.Soak,
            Typed = options.Typed,
            InterruptEvery = options.InterruptEvery,
            Piece = options.Piece,
            Measured = Measured,
        };
        var clients = new List<RealtimeClient>();
        try
        {
            for (var i = 0; i < options.Sessions; i++)
            {
                clients.Add(await RealtimeClient.ConnectAsync(
                    new RealtimeOptions
                    {
                        Server = address, Key = options.Key, Model = options.Model, Binary = options.Binary, Session = Wishes(),
                    },
                    cancellation));
            }

            await Task.WhenAll(clients.Select((client, i) => TalkAsync(i, client, plan, cancellation)));
        }
        finally
        {
            await Task.WhenAll(clients.Select(c => c.DisposeAsync().AsTask()));
        }
    }

    /// <summary>A session that breaks is one of the results.</summary>
    private async Task TalkAsync(int number, RealtimeClient client, LivePlan plan, CancellationToken cancellation)
    {
        try
        {
            await new LiveUser(number, client, plan, clock).RunAsync(cancellation);
        }
        catch (LinlyException e)
        {
            Measured(new LiveTurn(number, -1, "") { Failure = e.Message });
        }
    }

    private void Measured(LiveTurn turn)
    {
        turns.Enqueue(turn);
        var failed = turns.Count(t => t.Failure is not null);
        var all = options.Soak > TimeSpan.Zero ? "" : $" of {options.Sessions * options.Turns}";
        Terminal.Status($"{clock.Now:h\\:mm\\:ss}  {turns.Count}{all} turns, {failed} failed, {turns.Sum(t => t.Underruns)} underruns");
    }

    private SessionWishes Wishes() => options.Face is FaceMode.Video
        ? new SessionWishes { Face = options.Face, PictureSize = options.PictureSize, PicturesPerSecond = TurnWatch.PicturesPerSecond }
        : new SessionWishes { Face = options.Face };

    private Dictionary<string, string> Setting(Uri address) => new()
    {
        ["server"] = options.Server is null ? $"own, profile {options.Profile}" : $"{address}",
        ["face"] = options.Face is FaceMode.Video
            ? $"video, {options.PictureSize} × {options.PictureSize}, {TurnWatch.PicturesPerSecond} pictures a second"
            : options.Face.ToString().ToLowerInvariant(),
        ["asked"] = options.Typed ? "typed" : $"aloud, in pieces of {options.Piece.TotalMilliseconds:0} ms, from {options.Questions ?? "the product's own questions and recordings"}",
        ["wire"] = options.Binary ? "binary frames" : "base64",
        ["machine"] = $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}; the client runs on it too",
        ["time"] = $"{DateTimeOffset.Now:yyyy-MM-dd HH:mm zzz}",
    };
}
