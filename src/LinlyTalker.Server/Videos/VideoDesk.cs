using System.Collections.Concurrent;
using System.Text.Json;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.Videos;

/// <summary>Orders of films and what came of them: jobs and their files, always changed together.</summary>
public sealed class VideoDesk : IErasable, IDisposable
{
    /// <summary>Of the jobs.</summary>
    internal const string Kind = "video";

    private readonly IJobs jobs;
    private readonly VideoOptions options;
    private readonly SemaphoreSlim adding = new(1);
    private readonly SemaphoreSlim ordered = new(0);
    private readonly ConcurrentDictionary<string, CancellationTokenSource> running = new();

    /// <param name="folder">Where films lie.</param>
    public VideoDesk(IJobs jobs, string folder, VideoOptions? options = null)
    {
        (this.jobs, this.options) = (jobs, options ?? new());
        Shelf = new VideoShelf(folder);
    }

    public string Kept => "videos";

    internal VideoShelf Shelf { get; }

    /// <summary>Erases all films of a user, those that wait or are being made too.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> EraseAsync(UserId user, CancellationToken cancellation = default)
    {
        var erased = 0;
        while (await jobs.ListAsync(Kind, user, cancellation: cancellation).ConfigureAwait(false) is { Count: > 0 } some)
        {
            foreach (var job in some)
            {
                await DeleteAsync(job.Id, user, cancellation).ConfigureAwait(false);
                erased++;
            }
        }

        return erased;
    }

    public void Dispose()
    {
        adding.Dispose();
        ordered.Dispose();
    }

    /// <exception cref="ApiException">As many are kept or wait as may be.</exception>
    internal async Task<Job> OrderAsync(FilmOrder order, UserId user, CancellationToken cancellation)
    {
        await adding.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var counts = await jobs.CountAsync(Kind, user, cancellation).ConfigureAwait(false);
            if (counts.Queued + counts.Running >= options.OpenPerUser)
            {
                throw new ApiException(
                    StatusCodes.Status429TooManyRequests, "too_many_videos", $"You have {options.OpenPerUser} films that wait or are being made; order again when one has ended.");
            }

            if (counts.Ended >= options.KeptPerUser)
            {
                throw new ApiException(
                    StatusCodes.Status429TooManyRequests, "too_many_videos", $"You have {options.KeptPerUser} films, and more are not kept; delete some first.");
            }

            if (Shelf.Bytes >= options.Bytes)
            {
                throw new ApiException(
                    StatusCodes.Status507InsufficientStorage, "storage_full", "The films of this server take as much disk as they may; delete some of yours, or ask who runs it.");
            }

            var job = await jobs.AddAsync(Kind, user, JsonSerializer.Serialize(order, VideoJson.Default.FilmOrder), cancellation).ConfigureAwait(false);
            ordered.Release();
            return job;
        }
        finally
        {
            adding.Release();
        }
    }

    internal Task<Job?> FindAsync(string id, UserId user, CancellationToken cancellation) => jobs.FindAsync(id, user, cancellation);

    internal Task<IReadOnlyList<Job>> ListAsync(UserId user, int most, string? after, CancellationToken cancellation) =>
        jobs.ListAsync(Kind, user, most, after, cancellation);

    /// <returns>False when it has ended, or there is none.</returns>
    internal async Task<bool> CancelAsync(string id, UserId user, CancellationToken cancellation)
    {
        var was = await jobs.CancelAsync(id, user, cancellation).ConfigureAwait(false);
        if (was)
        {
            Stop(id);
        }

        return was;
    }

    /// <returns>False when there is none.</returns>
    internal async Task<bool> DeleteAsync(string id, UserId user, CancellationToken cancellation)
    {
        var job = await jobs.DeleteAsync(id, user, cancellation).ConfigureAwait(false);
        if (job is not null)
        {
            Forget(job);
        }

        return job is not null;
    }

    /// <summary>Erases what ended too long ago.</summary>
    internal async Task SweepAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var job in await jobs.EraseEndedAsync(Kind, now - options.Keep, cancellation).ConfigureAwait(false))
        {
            Forget(job);
        }
    }

    /// <summary>After the program began: what ran waits again, and what was left behind half-made is erased.</summary>
    internal async Task ResumeAsync(CancellationToken cancellation)
    {
        await jobs.ResumeAsync(Kind, options.Attempts, cancellation).ConfigureAwait(false);
        var results = await jobs.ResultsAsync(Kind, cancellation).ConfigureAwait(false);
        Shelf.KeepOnly(results.Select(result => FileOf(result)).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The oldest order that waits. Until there is one somebody may have ordered in another program, so it looks again now and then.</summary>
    internal async Task<Job> TakeAsync(TimeSpan again, CancellationToken cancellation)
    {
        while (true)
        {
            if (await jobs.TakeAsync(Kind, cancellation).ConfigureAwait(false) is { } job)
            {
                return job;
            }

            await ordered.WaitAsync(again, cancellation).ConfigureAwait(false);
        }
    }

    /// <param name="id">Of a job that is being worked on.</param>
    /// <param name="unwanted">Cancelled with the job, as long as what is returned is not disposed.</param>
    internal IDisposable Watch(string id, out CancellationToken unwanted)
    {
        var source = running[id] = new CancellationTokenSource();
        unwanted = source.Token;
        return new Work(this, id);
    }

    internal static string FileOf(string result) => JsonSerializer.Deserialize(result, VideoJson.Default.VideoResult)!.File;

    private void Forget(Job job)
    {
        Stop(job.Id);
        if (job.Result is { } result)
        {
            Shelf.Erase(FileOf(result));
        }
    }

    private void Stop(string id)
    {
        if (running.TryGetValue(id, out var work))
        {
            work.Cancel();
        }
    }

    private sealed class Work(VideoDesk desk, string id) : IDisposable
    {
        public void Dispose() => desk.running.TryRemove(id, out _);
    }
}
