using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;
using LinlyTalker.Storage.Jobs;
using LinlyTalker.Tests.Core;

namespace LinlyTalker.Tests.Storage.Jobs;

public class SqliteJobsTests
{
    private static readonly UserId Anna = new("anna");
    private static readonly UserId Ben = new("ben");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_goes_its_way_from_queued_to_completed()
    {
        using var place = new TemporaryDatabase();
        var jobs = new SqliteJobs(place.Open());
        var added = await jobs.AddAsync("video", Anna, """{"text":"Hello"}""", Cancellation);
        Assert.Equal(JobState.Queued, added.State);

        var taken = await jobs.TakeAsync("video", Cancellation);
        Assert.Equal((added.Id, JobState.Running, added.Payload), (taken!.Id, taken.State, taken.Payload));
        Assert.Null(await jobs.TakeAsync("video", Cancellation));
        Assert.True(await jobs.ReportAsync(added.Id, 0.25, Cancellation));
        Assert.Equal(0.25, (await jobs.FindAsync(added.Id, Anna, Cancellation))!.Progress);

        Assert.True(await jobs.CompleteAsync(added.Id, "videos/a.mp4", Cancellation));
        var ended = await jobs.FindAsync(added.Id, Anna, Cancellation);
        Assert.Equal((JobState.Completed, 1, "videos/a.mp4"), (ended!.State, ended.Progress, ended.Result));
        Assert.False(await jobs.FailAsync(added.Id, "Too late.", Cancellation));
    }

    [Fact]
    public async Task What_was_cancelled_stays_cancelled()
    {
        using var place = new TemporaryDatabase();
        var jobs = new SqliteJobs(place.Open());
        var job = await jobs.AddAsync("video", Anna, "{}", Cancellation);
        await jobs.TakeAsync("video", Cancellation);
        Assert.True(await jobs.CancelAsync(job.Id, Anna, Cancellation));
        Assert.False(await jobs.ReportAsync(job.Id, 0.5, Cancellation));
        Assert.False(await jobs.CompleteAsync(job.Id, "a.mp4", Cancellation));
        Assert.False(await jobs.CancelAsync(job.Id, Anna, Cancellation));
        Assert.Equal(JobState.Cancelled, (await jobs.FindAsync(job.Id, Anna, Cancellation))!.State);
    }

    [Fact]
    public async Task Another_users_job_is_as_good_as_none()
    {
        using var place = new TemporaryDatabase();
        var jobs = new SqliteJobs(place.Open());
        var job = await jobs.AddAsync("video", Anna, "{}", Cancellation);
        Assert.Null(await jobs.FindAsync(job.Id, Ben, Cancellation));
        Assert.False(await jobs.CancelAsync(job.Id, Ben, Cancellation));
        Assert.Null(await jobs.DeleteAsync(job.Id, Ben, Cancellation));
        Assert.Empty(await jobs.ListAsync("video", Ben, cancellation: Cancellation));
        Assert.Empty(await jobs.EraseAsync(Ben, Cancellation));
        Assert.NotNull(await jobs.FindAsync(job.Id, Anna, Cancellation));
    }

    [Fact]
    public async Task After_a_restart_what_ran_waits_again_and_at_last_fails()
    {
        using var place = new TemporaryDatabase();
        var first = new SqliteJobs(place.Open());
        var job = await first.AddAsync("video", Anna, "{}", Cancellation);
        await first.TakeAsync("video", Cancellation);

        var second = new SqliteJobs(place.Open());
        Assert.Equal(1, await second.ResumeAsync("video", attempts: 2, Cancellation));
        Assert.Equal(JobState.Queued, (await second.FindAsync(job.Id, Anna, Cancellation))!.State);
        await second.TakeAsync("video", Cancellation);

        var third = new SqliteJobs(place.Open());
        Assert.Equal(0, await third.ResumeAsync("video", attempts: 2, Cancellation));
        var failed = await third.FindAsync(job.Id, Anna, Cancellation);
        Assert.Equal(JobState.Failed, failed!.State);
        Assert.NotNull(failed.Error);
    }

    [Fact]
    public async Task Takers_at_once_never_get_the_same_job()
    {
        using var place = new TemporaryDatabase();
        var takers = Enumerable.Range(0, 4).Select(_ => new SqliteJobs(place.Open())).ToList();
        for (var i = 0; i < 12; i++)
        {
            await takers[0].AddAsync("video", Anna, "{}", Cancellation);
        }

        var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => takers[i % 4].TakeAsync("video", Cancellation)));
        Assert.Equal(12, taken.OfType<Job>().Select(job => job.Id).Distinct().Count());
        Assert.Equal(4, taken.Count(job => job is null));
    }

    [Fact]
    public async Task The_newest_are_listed_first_page_by_page()
    {
        using var place = new TemporaryDatabase();
        var jobs = new SqliteJobs(place.Open());
        for (var i = 0; i < 5; i++)
        {
            await jobs.AddAsync("video", Anna, $"{i}", Cancellation);
        }

        var first = await jobs.ListAsync("video", Anna, 2, cancellation: Cancellation);
        var second = await jobs.ListAsync("video", Anna, 9, first[^1].Id, Cancellation);
        Assert.Equal("4 3 | 2 1 0", $"{string.Join(' ', first.Select(j => j.Payload))} | {string.Join(' ', second.Select(j => j.Payload))}");
    }

    [Fact]
    public async Task They_are_counted_by_state_of_one_user_or_of_all()
    {
        using var place = new TemporaryDatabase();
        var jobs = new SqliteJobs(place.Open());
        for (var i = 0; i < 5; i++)
        {
            await jobs.AddAsync("video", Anna, "{}", Cancellation);
        }

        await jobs.AddAsync("video", Ben, "{}", Cancellation);
        await jobs.AddAsync("other", Anna, "{}", Cancellation);
        Assert.True(await jobs.CompleteAsync((await jobs.TakeAsync("video", Cancellation))!.Id, "1", Cancellation));
        await jobs.FailAsync((await jobs.TakeAsync("video", Cancellation))!.Id, "No.", Cancellation);
        await jobs.CancelAsync((await jobs.TakeAsync("video", Cancellation))!.Id, Anna, Cancellation);
        await jobs.TakeAsync("video", Cancellation);
        Assert.Equal(new JobCounts(1, 1, 1, 1, 1), await jobs.CountAsync("video", Anna, Cancellation));
        Assert.Equal(new JobCounts(2, 1, 1, 1, 1), await jobs.CountAsync("video", cancellation: Cancellation));
        Assert.Equal(new JobCounts(1, 0, 0, 0, 0), await jobs.CountAsync("video", Ben, Cancellation));
    }

    [Fact]
    public async Task Results_of_the_completed_can_be_amended_and_come_oldest_end_first()
    {
        using var place = new TemporaryDatabase();
        var time = new ManualTime();
        var jobs = new SqliteJobs(place.Open(), time);
        var (first, second, third) = (await jobs.AddAsync("video", Anna, "{}", Cancellation), await jobs.AddAsync("video", Ben, "{}", Cancellation), await jobs.AddAsync("video", Ben, "{}", Cancellation));
        for (var i = 0; i < 2; i++)
        {
            await jobs.TakeAsync("video", Cancellation);
        }

        await jobs.CompleteAsync(second.Id, "second", Cancellation);
        time.Advance(TimeSpan.FromMinutes(1));
        await jobs.CompleteAsync(first.Id, "first", Cancellation);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await jobs.AmendAsync(second.Id, "gone", Cancellation));
        Assert.False(await jobs.AmendAsync(third.Id, "gone", Cancellation));
        Assert.Equal(["gone", "first"], (await jobs.CompletedAsync("video", Cancellation)).Select(job => job.Result));
        Assert.Equal(time.GetUtcNow() - TimeSpan.FromMinutes(2), (await jobs.FindAsync(second.Id, Ben, Cancellation))!.Updated);
    }

    [Fact]
    public async Task All_of_a_user_is_erased_at_once_and_nothing_of_another()
    {
        using var place = new TemporaryDatabase();
        var jobs = new SqliteJobs(place.Open());
        await jobs.AddAsync("video", Anna, "{}", Cancellation);
        await jobs.AddAsync("other", Anna, "{}", Cancellation);
        var ben = await jobs.AddAsync("video", Ben, "{}", Cancellation);
        Assert.Equal(2, (await jobs.EraseAsync(Anna, Cancellation)).Count);
        Assert.NotNull(await jobs.DeleteAsync(ben.Id, Ben, Cancellation));
        Assert.Null(await jobs.FindAsync(ben.Id, Ben, Cancellation));
    }
}
