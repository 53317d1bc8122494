using System.Net;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Videos;

namespace LinlyTalker.Tests.Server.Videos;

/// <summary>How long films stay, what they may take, and what goes with an avatar.</summary>
public class VideoKeepingTests
{
    private const int Patience = 30_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task When_films_take_more_than_they_may_the_oldest_go_and_their_owner_is_told()
    {
        await using var studio = await Studio.OpenAsync(new VideoOptions { AtOnce = 1, Bytes = 9 });
        var first = await CompleteAsync(studio, "1111");
        var second = await CompleteAsync(studio, "2222");
        Assert.Equal("1111", await studio.Client.GetStringAsync($"/v1/videos/{first}/content", Token));
        var third = await CompleteAsync(studio, "3333");
        while (!studio.Log.Text.Contains("the oldest, 1 of them", StringComparison.Ordinal))
        {
            await studio.Client.GetAsync("/health", Token);
        }

        using var gone = await studio.Client.GetAsync($"/v1/videos/{first}/content", Token);
        var error = (await Studio.JsonOf(gone)).GetProperty("error");
        Assert.Equal((HttpStatusCode.Gone, "video_expired"), (gone.StatusCode, error.GetProperty("code").GetString()));
        Assert.Contains("to make room", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        var shown = await studio.ShowAsync(first);
        Assert.Equal(("completed", "Hello."), (shown.GetProperty("status").GetString(), shown.GetProperty("text").GetString()));
        Assert.True(shown.GetProperty("expires_at").GetInt64() <= studio.Time.GetUtcNow().ToUnixTimeSeconds());
        Assert.Equal("2222", await studio.Client.GetStringAsync($"/v1/videos/{second}/content", Token));
        Assert.Equal("3333", await studio.Client.GetStringAsync($"/v1/videos/{third}/content", Token));
        Assert.True((await Studio.JsonOf(await studio.Client.DeleteAsync($"/v1/videos/{first}", Token))).GetProperty("deleted").GetBoolean());
    }

    [Fact(Timeout = Patience)]
    public async Task The_newest_stays_whatever_its_size_and_survives_a_restart_with_less_room()
    {
        await using var studio = await Studio.OpenAsync(new VideoOptions { AtOnce = 1, Bytes = 100 });
        var old = await CompleteAsync(studio, "old");
        var large = await CompleteAsync(studio, new string('x', 50));
        await studio.StopAsync();
        await studio.StartAsync(new VideoOptions { AtOnce = 1, Bytes = 10 });
        while (studio.Files().Count() > 1)
        {
            await studio.Client.GetAsync("/health", Token);
        }

        Assert.Equal(HttpStatusCode.Gone, (await studio.Client.GetAsync($"/v1/videos/{old}/content", Token)).StatusCode);
        Assert.Equal(50, (await studio.Client.GetStringAsync($"/v1/videos/{large}/content", Token)).Length);
    }

    [Fact(Timeout = Patience)]
    public async Task A_film_stays_as_long_as_the_server_is_set()
    {
        await using var studio = await Studio.OpenAsync(new VideoOptions { AtOnce = 1, Keep = TimeSpan.FromHours(5) });
        var id = await CompleteAsync(studio, "film");
        var film = await studio.ShowAsync(id);
        Assert.Equal(5 * 3600, film.GetProperty("expires_at").GetInt64() - film.GetProperty("completed_at").GetInt64());
        studio.Time.Advance(TimeSpan.FromHours(4));
        Assert.Single(studio.Files());
        while (studio.Files().Any())
        {
            studio.Time.Advance(TimeSpan.FromHours(1));
            await studio.Client.GetAsync("/health", Token);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await studio.Client.GetAsync($"/v1/videos/{id}", Token)).StatusCode);
    }

    [Fact(Timeout = Patience)]
    public async Task Films_are_counted_by_state_and_their_bytes_are_told()
    {
        await using var studio = await Studio.OpenAsync();
        await CompleteAsync(studio, "12345");
        await studio.IdOfOrderAsync();
        await studio.Films.NextAsync();
        var waiting = await studio.IdOfOrderAsync();
        await studio.IdOfOrderAsync();
        await studio.PostAsync("", $"/v1/videos/{waiting}/cancel");
        var page = await studio.Client.GetStringAsync("/metrics", Token);
        foreach (var line in (string[])[
            "linly_films{state=\"completed\"} 1", "linly_films{state=\"in_progress\"} 1", "linly_films{state=\"queued\"} 1",
            "linly_films{state=\"cancelled\"} 1", "linly_films{state=\"failed\"} 0", "linly_film_bytes 5"])
        {
            Assert.Contains(line + "\n", page, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task With_an_avatar_go_its_films_and_no_others()
    {
        await using var studio = await Studio.OpenAsync();
        var avatar = (await studio.Avatars.CreateAsync(new NewAvatar("Me", studio.Time.GetUtcNow()), new MemoryStream([1]), UserId.Local, Token)).Id;
        var another = await CompleteAsync(studio, "another", """{"input": "Hello.", "avatar": "hopper"}""");
        var finished = await CompleteAsync(studio, "mine", $$"""{"input": "Hello.", "avatar": "{{avatar}}"}""");
        var running = await studio.IdOfOrderAsync($$"""{"input": "Hello.", "avatar": "{{avatar}}"}""");
        var take = await studio.Films.NextAsync();
        var waiting = await studio.IdOfOrderAsync($$"""{"input": "Hello.", "avatar": "{{avatar}}"}""");

        Assert.Equal(HttpStatusCode.OK, (await studio.Client.DeleteAsync($"/v1/avatars/{avatar}", Token)).StatusCode);
        await take.StoppedAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await studio.Client.GetAsync($"/v1/videos/{finished}", Token)).StatusCode);
        foreach (var id in (string[])[running, waiting])
        {
            Assert.Equal("cancelled", (await studio.ShowAsync(id)).GetProperty("status").GetString());
        }

        Assert.Equal("another", await studio.Client.GetStringAsync($"/v1/videos/{another}/content", Token));
        await studio.StopAsync();
        Assert.Single(studio.Files());
    }

    [Fact(Timeout = Patience)]
    public async Task Nobodys_films_go_with_an_avatar_that_stays()
    {
        await using var studio = await Studio.OpenAsync();
        var id = await CompleteAsync(studio, "film", """{"input": "Hello.", "avatar": "hopper"}""");
        Assert.Equal(HttpStatusCode.Forbidden, (await studio.Client.DeleteAsync("/v1/avatars/hopper", Token)).StatusCode);
        Assert.Equal("film", await studio.Client.GetStringAsync($"/v1/videos/{id}/content", Token));
    }

    /// <returns>Its id.</returns>
    private static async Task<string> CompleteAsync(Studio studio, string bytes, string order = """{"input": "Hello."}""")
    {
        var id = await studio.IdOfOrderAsync(order);
        (await studio.Films.NextAsync()).Complete(bytes);
        await studio.UntilAsync(id, "status", "completed");
        return id;
    }
}
