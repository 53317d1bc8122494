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
    private readonly SemaphoreSlim shrinking = new(1);
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
        shrinking.Dispose();
        ordered.Dispose();
    }

    /// <exception cref="ApiException">As many are kept or wait as may be.</exception>
    internal async Task<Job> OrderAsync(FilmOrder order, UserId user, CancellationToken cancellation)
    {
        await adding.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var counts = await jobs.CountAsync(Kind, user, cancellation).ConfigureAwait(false);
            if (counts.Open >= options.OpenPerUser)
            {
                throw new ApiException(
                    StatusCodes.Status429TooManyRequests, "too_many_videos", $"You have {options.OpenPerUser} films that wait or are being made; order again when one has ended.");
            }

            if (counts.Ended >= options.KeptPerUser)
            {
                throw new ApiException(
                    StatusCodes.Status429TooManyRequests, "too_many_videos", $"You have {options.KeptPerUser} films, and more are not kept; delete some first.");
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

    /// <summary>Those of an avatar that goes: what has ended is erased, what has not is cancelled.</summary>
    internal async Task LeaveAvatarAsync(string avatar, UserId user, CancellationToken cancellation)
    {
        var theirs = await jobs.ListAsync(Kind, user, int.MaxValue, cancellation: cancellation).ConfigureAwait(false);
        foreach (var job in theirs.Where(job => FilmOf(job).Avatar == avatar))
        {
            if (!await CancelAsync(job.Id, user, cancellation).ConfigureAwait(false))
            {
                await DeleteAsync(job.Id, user, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>How many there are, of all users.</summary>
    internal Task<JobCounts> CountAsync(CancellationToken cancellation) => jobs.CountAsync(Kind, cancellation: cancellation);

    /// <summary>Erases the oldest films, whosever they are, until all together take no more than they may. The newest stays.</summary>
    /// <returns>How many were erased. Their owners still see that they were, and what was said in them.</returns>
    internal async Task<int> MakeRoomAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await shrinking.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var erased = 0;
            if (Shelf.Bytes > options.Bytes)
            {
                var completed = await jobs.CompletedAsync(Kind, cancellation).ConfigureAwait(false);
                var kept = completed.Select(job => (job.Id, Result: VideoResult.Of(job)!)).Where(film => film.Result.Erased is null).ToList();
                for (; erased < kept.Count - 1 && Shelf.Bytes > options.Bytes; erased++)
                {
                    var (id, result) = kept[erased];
                    await jobs.AmendAsync(id, (result with { File = "", Erased = now }).Json(), cancellation).ConfigureAwait(false);
                    Shelf.Erase(result.File);
                }
            }

            return erased;
        }
        finally
        {
            shrinking.Release();
        }
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
        var completed = await jobs.CompletedAsync(Kind, cancellation).ConfigureAwait(false);
        Shelf.KeepOnly(completed.Select(job => VideoResult.Of(job)!.File).ToHashSet(StringComparer.Ordinal));
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

    internal static FilmOrder FilmOf(Job job) => JsonSerializer.Deserialize(job.Payload, VideoJson.Default.FilmOrder)!;

    private void Forget(Job job)
    {
        Stop(job.Id);
        if (VideoResult.Of(job) is { Erased: null, File: var file })
        {
            Shelf.Erase(file);
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
