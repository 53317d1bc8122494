using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.Parts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LinlyTalker.Server.Videos;

/// <summary>Makes the films that were ordered, a few at once, as long as the server runs.</summary>
internal sealed class VideoWorker(
    VideoDesk desk, VideoOptions options, ServerParts parts, IHostApplicationLifetime life, ILogger<VideoWorker> log) : BackgroundService
{
    /// <summary>After something of the machine failed: its disk, its database.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    /// <summary>Nothing is added where no films are made.</summary>
    public static void Add(IServiceCollection services, VideoOptions options, ServerParts parts)
    {
        if (parts is { Films: not null, Jobs: { } jobs } && options.Folder is { } folder)
        {
            services.AddSingleton(_ => new VideoDesk(jobs, folder, options));
            services.AddHostedService(given => new VideoWorker(
                given.GetRequiredService<VideoDesk>(),
                options,
                parts,
                given.GetRequiredService<IHostApplicationLifetime>(),
                given.GetRequiredService<ILogger<VideoWorker>>()));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Films stop when the server begins to end; requests may end after them.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, life.ApplicationStopping);
        var cancellation = ending.Token;
        try
        {
            using var claim = await ClaimAsync(cancellation).ConfigureAwait(false);
            var workers = Enumerable.Range(0, options.AtOnce).Select(_ => RepeatAsync(MakeNextAsync, TimeSpan.Zero, cancellation));
            await Task.WhenAll([.. workers, RepeatAsync(SweepAsync, SweepEvery, cancellation)]).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The server ends.
        }
    }

    private async Task<IDisposable> ClaimAsync(CancellationToken cancellation)
    {
        for (var told = false; ; told = true)
        {
            IDisposable? claim = null;
            try
            {
                claim = desk.Shelf.Claim();
                await desk.ResumeAsync(cancellation).ConfigureAwait(false);
                return claim;
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                claim?.Dispose();
                if (!told)
                {
                    log.LogWarning("No films are made for now: another server makes them, or their folder cannot be used ({Kind})", e.GetType().Name);
                }
            }

            await Task.Delay(Rest, parts.Time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Whatever fails, it is tried again: a worker that is gone is not missed before somebody waits for a film.</summary>
    private async Task RepeatAsync(Func<CancellationToken, Task> work, TimeSpan pause, CancellationToken cancellation)
    {
        while (true)
        {
            var wait = pause;
            try
            {
                await work(cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                Fault.Tell(log, "The making of films failed and goes on", e);
                wait = Rest;
            }

            await Task.Delay(wait, parts.Time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task SweepAsync(CancellationToken cancellation)
    {
        await desk.SweepAsync(parts.Time.GetUtcNow(), cancellation).ConfigureAwait(false);
        await MakeRoomAsync(cancellation).ConfigureAwait(false);
    }

    private async Task MakeRoomAsync(CancellationToken cancellation)
    {
        if (await desk.MakeRoomAsync(parts.Time.GetUtcNow(), cancellation).ConfigureAwait(false) is > 0 and var erased)
        {
            log.LogWarning(
                "Films took more than the {Megabytes} MB that they may: the oldest, {Count} of them, were erased; linly.json can allow more (films)",
                options.Bytes / 1_000_000,
                erased);
        }
    }

    private async Task MakeNextAsync(CancellationToken cancellation)
    {
        var job = await desk.TakeAsync(LookAgain, cancellation).ConfigureAwait(false);
        using var watch = desk.Watch(job.Id, out var unwanted);
        using var work = CancellationTokenSource.CreateLinkedTokenSource(cancellation, unwanted);
        var film = new VideoMaking(job, desk.Shelf, parts, options);
        try
        {
            var result = await film.RunAsync(work).ConfigureAwait(false);
            foreach (var cause in film.Causes)
            {
                Fault.Tell(log, "A film does without", cause);
            }

            film.Kept = await parts.Jobs!.CompleteAsync(job.Id, result.Json(), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            await parts.Jobs!.ReturnAsync(job.Id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // One that was cancelled meanwhile stays so.
            if (await parts.Jobs!.FailAsync(job.Id, film.SentenceOf(e), CancellationToken.None).ConfigureAwait(false))
            {
                Tell(e);
            }
        }
        finally
        {
            film.Dispose();
        }

        await MakeRoomAsync(cancellation).ConfigureAwait(false);
    }

    private void Tell(Exception e)
    {
        if (ClientSentence.IsForClients(e))
        {
            log.LogWarning("A film failed: {Kind}", e.GetType().Name); // Its owner knows why.
        }
        else
        {
            Fault.Tell(log, "A film failed", e);
        }
    }
}
