using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Videos;

namespace LinlyTalker.Tests.Server.Videos;

public class VideoWorkerTests
{
    private const int Patience = 30_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_film_that_is_being_made_stops_when_it_is_cancelled_and_the_next_is_made()
    {
        await using var studio = await Studio.OpenAsync();
        var first = await studio.IdOfOrderAsync();
        var second = await studio.IdOfOrderAsync();
        var take = await studio.Films.NextAsync();
        using var answer = await studio.PostAsync("", $"/v1/videos/{first}/cancel");
        Assert.Equal("cancelled", (await Studio.JsonOf(answer)).GetProperty("status").GetString());
        await take.StoppedAsync();
        (await studio.Films.NextAsync()).Complete("second");
        await studio.UntilAsync(second, "status", "completed");
        Assert.Equal("cancelled", (await studio.ShowAsync(first)).GetProperty("status").GetString());
        Assert.Single(studio.Files());
    }

    [Fact(Timeout = Patience)]
    public async Task One_that_waits_is_never_begun_when_it_was_cancelled_or_deleted()
    {
        await using var studio = await Studio.OpenAsync();
        await studio.IdOfOrderAsync("""{"input": "First."}""");
        var cancelled = await studio.IdOfOrderAsync("""{"input": "Cancelled."}""");
        var deleted = await studio.IdOfOrderAsync("""{"input": "Deleted."}""");
        await studio.IdOfOrderAsync("""{"input": "Last."}""");
        await studio.PostAsync("", $"/v1/videos/{cancelled}/cancel");
        await studio.Client.DeleteAsync($"/v1/videos/{deleted}", Token);
        (await studio.Films.NextAsync()).Complete("first");
        Assert.Equal("Last.", (await studio.Films.NextAsync()).Order.Text);
    }

    [Fact(Timeout = Patience)]
    public async Task A_cancellation_by_another_program_is_noticed()
    {
        await using var studio = await Studio.OpenAsync();
        var id = await studio.IdOfOrderAsync();
        var take = await studio.Films.NextAsync();
        Assert.True(await studio.Jobs().CancelAsync(id, UserId.Local, Token));
        var stopped = take.StoppedAsync();
        while (!stopped.IsCompleted)
        {
            studio.Time.Advance(TimeSpan.FromSeconds(1));
            await studio.ShowAsync(id);
        }

        await stopped;
    }

    [Fact(Timeout = Patience)]
    public async Task A_film_that_is_deleted_while_it_is_made_leaves_no_file()
    {
        await using var studio = await Studio.OpenAsync();
        var id = await studio.IdOfOrderAsync();
        var take = await studio.Films.NextAsync();
        await studio.Client.DeleteAsync($"/v1/videos/{id}", Token);
        await take.StoppedAsync();
        await studio.StopAsync();
        Assert.Empty(studio.Files());
    }

    [Fact(Timeout = Patience)]
    public async Task What_hinders_a_film_is_told_in_a_sentence_without_our_names()
    {
        await using var studio = await Studio.OpenAsync();
        var id = await studio.IdOfOrderAsync();
        var take = await studio.Films.NextAsync();
        take.Fail(new InputException("There is nothing to say."));
        var error = (await studio.UntilAsync(id, "status", "failed")).GetProperty("error");
        Assert.Equal(("video_failed", "There is nothing to say."), (error.GetProperty("code").GetString(), error.GetProperty("message").GetString()));
        var second = await studio.IdOfOrderAsync();
        take = await studio.Films.NextAsync();
        take.Fail(new InputException($"{studio.Films.Paths.First()} cannot be written: the disk is full."));
        Assert.Equal(
            "The film could not be made; the server's log says why.",
            (await studio.UntilAsync(second, "status", "failed")).GetProperty("error").GetProperty("message").GetString());
        await studio.StopAsync();
        Assert.Empty(studio.Files());
    }

    [Fact(Timeout = Patience)]
    public async Task A_fault_of_ours_is_told_to_the_log_and_not_to_the_user()
    {
        await using var studio = await Studio.OpenAsync();
        var id = await studio.IdOfOrderAsync("""{"input": "A secret."}""");
        (await studio.Films.NextAsync()).Fail(new InvalidOperationException("insides: A secret."));
        var message = (await studio.UntilAsync(id, "status", "failed")).GetProperty("error").GetProperty("message").GetString()!;
        Assert.DoesNotContain("insides", message, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", studio.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", studio.Log.Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task What_an_organ_failed_with_in_a_film_is_told_to_the_log_alone()
    {
        await using var studio = await Studio.OpenAsync();
        var id = await studio.IdOfOrderAsync();
        (await studio.Films.NextAsync()).Complete("film", new NativeException("/home/ada/lib/flite.so does not load."));
        var film = await studio.UntilAsync(id, "status", "completed");
        Assert.Equal("The voice failed.", film.GetProperty("lacks")[0].GetString());
        Assert.Contains("/home/ada/lib/flite.so", studio.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("flite", film.GetRawText(), StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_film_that_stands_still_or_grows_too_long_is_given_up()
    {
        await using var studio = await Studio.OpenAsync();
        var still = await studio.IdOfOrderAsync();
        await studio.Films.NextAsync();
        Assert.Contains("did not grow", (await studio.UntilAsync(still, "status", "failed")).GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        var endless = await studio.IdOfOrderAsync();
        (await studio.Films.NextAsync()).Reach(0.1, TimeSpan.FromHours(1));
        Assert.Contains("longer than", (await studio.UntilAsync(endless, "status", "failed")).GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task When_the_server_ends_the_film_waits_again_as_often_as_that_happens()
    {
        await using var studio = await Studio.OpenAsync();
        var id = await studio.IdOfOrderAsync();
        for (var i = 0; i < 5; i++)
        {
            await studio.Films.NextAsync();
            await studio.StopAsync();
            Assert.Equal(JobState.Queued, (await studio.Jobs().FindAsync(id, UserId.Local, Token))!.State);
            await studio.StartAsync();
        }

        (await studio.Films.NextAsync()).Complete("film");
        await studio.UntilAsync(id, "status", "completed");
    }

    [Fact(Timeout = Patience)]
    public async Task After_the_server_was_killed_the_film_is_made_again_but_not_for_ever()
    {
        await using var studio = new Studio();
        var jobs = studio.Jobs();
        var job = await jobs.AddAsync(VideoDesk.Kind, UserId.Local, """{"text": "Hello."}""", Token);
        Directory.CreateDirectory(studio.Folder);
        for (var i = 0; i < 2; i++)
        {
            Assert.NotNull(await jobs.TakeAsync(VideoDesk.Kind, Token)); // Taken by a server that was killed then.
            await File.WriteAllTextAsync(Path.Combine(studio.Folder, $".left{i}.part.mp4"), "half", Token);
            await studio.StartAsync();
            Assert.Equal("Hello.", (await studio.Films.NextAsync()).Order.Text);
            Assert.Empty(studio.Files());
            await studio.StopAsync();
        }

        await jobs.TakeAsync(VideoDesk.Kind, Token);
        await studio.StartAsync();
        Assert.NotEmpty((await studio.UntilAsync(job.Id, "status", "failed")).GetProperty("error").GetProperty("message").GetString()!);
    }

    [Fact(Timeout = Patience)]
    public async Task What_is_completed_survives_a_restart_and_what_is_nobodys_does_not()
    {
        await using var studio = await Studio.OpenAsync();
        var id = await studio.IdOfOrderAsync();
        (await studio.Films.NextAsync()).Complete("film");
        await studio.UntilAsync(id, "status", "completed");
        await studio.StopAsync();
        await File.WriteAllTextAsync(Path.Combine(studio.Folder, "0123.mp4"), "nobody's", Token);
        await studio.StartAsync();
        var next = await studio.IdOfOrderAsync();
        await studio.Films.NextAsync();
        Assert.Single(studio.Files());
        Assert.Equal("film", await studio.Client.GetStringAsync($"/v1/videos/{id}/content", Token));
        Assert.Equal("in_progress", (await studio.ShowAsync(next)).GetProperty("status").GetString());
    }

    [Fact(Timeout = Patience)]
    public async Task What_ended_long_ago_is_erased()
    {
        await using var studio = await Studio.OpenAsync();
        var id = await studio.IdOfOrderAsync();
        (await studio.Films.NextAsync()).Complete("film");
        await studio.UntilAsync(id, "status", "completed");
        while (studio.Files().Any())
        {
            studio.Time.Advance(TimeSpan.FromDays(1));
            await studio.Client.GetAsync("/health", Token);
        }

        Assert.Null(await studio.Jobs().FindAsync(id, UserId.Local, Token));
    }

    [Fact(Timeout = Patience)]
    public async Task All_films_of_a_user_are_erased_at_once()
    {
        await using var studio = await Studio.OpenAsync();
        var done = await studio.IdOfOrderAsync();
        (await studio.Films.NextAsync()).Complete("film");
        await studio.UntilAsync(done, "status", "completed");
        await studio.IdOfOrderAsync();
        var making = await studio.Films.NextAsync();
        var waiting = await studio.IdOfOrderAsync();
        using var erased = await studio.Client.DeleteAsync("/v1/me/data", Token);
        Assert.Equal(3, (await Studio.JsonOf(erased)).GetProperty("erased").GetProperty("videos").GetInt32());
        await making.StoppedAsync();
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await studio.Client.GetAsync($"/v1/videos/{waiting}", Token)).StatusCode);
        await studio.StopAsync();
        Assert.Empty(studio.Files());
    }

    [Fact(Timeout = Patience)]
    public async Task Of_two_servers_on_one_folder_one_makes_films_and_the_other_takes_over()
    {
        await using var studio = await Studio.OpenAsync();
        var id = await studio.IdOfOrderAsync();
        var take = await studio.Films.NextAsync();
        await using (var other = await Studio.BesideAsync(studio))
        {
            await other.Client.GetAsync("/health", Token);
            Assert.Equal("in_progress", (await studio.ShowAsync(id)).GetProperty("status").GetString());
            take.Complete("film");
            await studio.UntilAsync(id, "status", "completed");
            var second = await studio.IdOfOrderAsync();
            await studio.Films.NextAsync();
            await studio.StopAsync();
            var again = studio.Films.NextAsync();
            while (!again.IsCompleted)
            {
                studio.Time.Advance(TimeSpan.FromSeconds(1));
                await other.Client.GetAsync("/health", Token);
            }

            (await again).Complete("second");
            Assert.NotEmpty(second);
        }
    }
}
