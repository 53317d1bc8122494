using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LinlyTalker.Core.Flow;
using LinlyTalker.Server.Videos;

namespace LinlyTalker.Tests.Server.Videos;

public class VideoEndpointsTests
{
    private const int Patience = 30_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_film_goes_its_way_from_queued_to_its_bytes()
    {
        await using var studio = await Studio.OpenAsync();
        var order = await studio.OrderAsync("""{"input": "Hello there.", "model": "ada", "avatar": "hopper", "voice": "word", "speed": 1.5, "size": "256x256", "fps": 30, "language": "en"}""");
        var id = order.GetProperty("id").GetString()!;
        Assert.Equal("video", order.GetProperty("object").GetString());
        Assert.Equal(("queued", 0), (order.GetProperty("status").GetString(), order.GetProperty("progress").GetInt32()));
        Assert.Equal(("ada", "hopper", "256x256"), (order.GetProperty("model").GetString(), order.GetProperty("avatar").GetString(), order.GetProperty("size").GetString()));

        var take = await studio.Films.NextAsync();
        Assert.Equal(("Hello there.", false, "ada", "hopper"), (take.Order.Text, take.Order.IsQuestion, take.Order.Companion, take.Order.Avatar));
        Assert.Equal(("word", 1.5f, 256, 30, "en"), (take.Order.Speak.Voice, take.Order.Speak.Rate, take.Order.Size!.Value, take.Order.FramesPerSecond!.Value, take.Order.Language));
        Assert.Equal(UserId.Local, take.User);
        using (var early = await studio.Client.GetAsync($"/v1/videos/{id}/content", Token))
        {
            Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
            Assert.Equal("video_not_ready", (await Studio.JsonOf(early)).GetProperty("error").GetProperty("code").GetString());
        }

        take.Reach(0.429, TimeSpan.FromSeconds(1));
        Assert.Equal("in_progress", (await studio.UntilAsync(id, "progress", "42")).GetProperty("status").GetString());
        take.Complete("0123456789");
        var film = await studio.UntilAsync(id, "status", "completed");
        Assert.Equal((100, "1.5", "Hello there."), (film.GetProperty("progress").GetInt32(), film.GetProperty("seconds").GetString(), film.GetProperty("text").GetString()));
        Assert.Equal("about.md", film.GetProperty("sources")[0].GetProperty("file").GetString());
        Assert.Equal(film.GetProperty("completed_at").GetInt64() + (30 * 24 * 3600), film.GetProperty("expires_at").GetInt64());

        using var content = await studio.Client.GetAsync($"/v1/videos/{id}/content", Token);
        Assert.Equal(("video/mp4", "0123456789"), (content.Content.Headers.ContentType!.MediaType, await content.Content.ReadAsStringAsync(Token)));
        Assert.True(content.Headers.CacheControl!.NoStore && content.Headers.CacheControl.Private);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/videos/{id}/content");
        request.Headers.Range = new RangeHeaderValue(3, 5);
        using var part = await studio.Client.SendAsync(request, Token);
        Assert.Equal((HttpStatusCode.PartialContent, "345"), (part.StatusCode, await part.Content.ReadAsStringAsync(Token)));

        using var deleted = await studio.Client.DeleteAsync($"/v1/videos/{id}", Token);
        Assert.True((await Studio.JsonOf(deleted)).GetProperty("deleted").GetBoolean());
        Assert.Empty(studio.Files());
        Assert.Equal(HttpStatusCode.NotFound, (await studio.Client.GetAsync($"/v1/videos/{id}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await studio.Client.GetAsync($"/v1/videos/{id}/content", Token)).StatusCode);
    }

    [Fact(Timeout = Patience)]
    public async Task A_prompt_is_a_question_to_the_companion()
    {
        await using var studio = await Studio.OpenAsync();
        await studio.OrderAsync("""{"prompt": "Who are you?", "model": "gpt-4o", "seconds": "4"}""");
        var take = await studio.Films.NextAsync();
        Assert.Equal(("Who are you?", true, "ada", ""), (take.Order.Text, take.Order.IsQuestion, take.Order.Companion, take.Order.Avatar));
    }

    [Fact(Timeout = Patience)]
    public async Task The_newest_are_listed_first_page_by_page()
    {
        await using var studio = await Studio.OpenAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, await studio.IdOfOrderAsync());
        }

        var first = await studio.Client.GetFromJsonAsync<JsonElement>("/v1/videos?limit=2", Token);
        var second = await studio.Client.GetFromJsonAsync<JsonElement>($"/v1/videos?limit=3&after={first.GetProperty("last_id").GetString()}", Token);
        Assert.Equal((true, false), (first.GetProperty("has_more").GetBoolean(), second.GetProperty("has_more").GetBoolean()));
        Assert.Equal(ids, IdsOf(first).Concat(IdsOf(second)));
        foreach (var wrong in (string[])["?limit=0", "?limit=101", "?limit=x"])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await studio.Client.GetAsync("/v1/videos" + wrong, Token)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await studio.Client.GetAsync("/v1/videos?after=nobody", Token)).StatusCode);
    }

    [Fact(Timeout = Patience)]
    public async Task Another_users_film_is_as_good_as_none()
    {
        await using var studio = new Studio();
        var (anna, ben) = (studio.Keys.Add("anna").Secret, studio.Keys.Add("ben").Secret);
        await studio.StartAsync(withKeys: true);
        studio.Client.DefaultRequestHeaders.Authorization = new("Bearer", anna);
        var id = await studio.IdOfOrderAsync();
        var take = await studio.Films.NextAsync();
        Assert.Equal(new UserId("anna"), take.User);
        take.Complete("film");
        await studio.UntilAsync(id, "status", "completed");

        studio.Client.DefaultRequestHeaders.Authorization = new("Bearer", ben);
        Assert.Empty(IdsOf(await studio.Client.GetFromJsonAsync<JsonElement>("/v1/videos", Token)));
        foreach (var address in (string[])[$"/v1/videos/{id}", $"/v1/videos/{id}/content", $"/v1/videos?after={id}"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await studio.Client.GetAsync(address, Token)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await studio.PostAsync("", $"/v1/videos/{id}/cancel")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await studio.Client.DeleteAsync($"/v1/videos/{id}", Token)).StatusCode);
        studio.Client.DefaultRequestHeaders.Authorization = new("Bearer", anna);
        Assert.Equal("film", await studio.Client.GetStringAsync($"/v1/videos/{id}/content", Token));
    }

    [Theory(Timeout = Patience)]
    [InlineData("""{}""", 400, "invalid_value")]
    [InlineData("""{"input": "a", "prompt": "b"}""", 400, "invalid_value")]
    [InlineData("""{"input": "  "}""", 400, "invalid_value")]
    [InlineData("""{"input": "A text that is longer than may be."}""", 400, "string_above_max_length")]
    [InlineData("""{"input": "a", "model": "nobody"}""", 404, "model_not_found")]
    [InlineData("""{"input": "a", "voice": "nobody"}""", 400, "invalid_value")]
    [InlineData("""{"input": "a", "avatar": "../../etc/passwd"}""", 404, "not_found")]
    [InlineData("""{"input": "a", "size": "1280x720"}""", 400, "invalid_value")]
    [InlineData("""{"input": "a", "size": "63x63"}""", 400, "invalid_value")]
    [InlineData("""{"input": "a", "size": "2048x2048"}""", 400, "invalid_value")]
    [InlineData("""{"input": "a", "size": "99999999999x99999999999"}""", 400, "invalid_value")]
    [InlineData("""{"input": "a", "fps": 0}""", 400, "invalid_value")]
    [InlineData("""{"input": "a", "fps": 1e9}""", 400, "invalid_json")]
    [InlineData("""{"input": "a", "speed": 9}""", 400, "invalid_value")]
    [InlineData("""{"input": "a", "language": "klingon of the north"}""", 400, "invalid_value")]
    [InlineData("""{"input": 7}""", 400, "invalid_json")]
    [InlineData("""[1, 2""", 400, "invalid_json")]
    public async Task What_cannot_be_filmed_is_refused_at_once(string json, int status, string code)
    {
        await using var studio = await Studio.OpenAsync(new VideoOptions { AtOnce = 1, Characters = 20 });
        using var answer = await studio.PostAsync(json);
        var error = (await Studio.JsonOf(answer)).GetProperty("error");
        Assert.Equal((status, code), ((int)answer.StatusCode, error.GetProperty("code").GetString()));
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.Empty(IdsOf(await studio.Client.GetFromJsonAsync<JsonElement>("/v1/videos", Token)));
    }

    [Fact(Timeout = Patience)]
    public async Task No_id_leads_anywhere()
    {
        await using var studio = await Studio.OpenAsync();
        foreach (var id in (string[])["..%2f..%2fetc%2fpasswd", "%00", "a:b|c*?", "' OR 1=1 --", new string('a', 5000)])
        {
            foreach (var address in (string[])[$"/v1/videos/{id}", $"/v1/videos/{id}/content"])
            {
                using var answer = await studio.Client.GetAsync(address, Token);
                Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{address}: {answer.StatusCode}");
            }
        }
    }

    [Fact(Timeout = Patience)]
    public async Task Who_has_too_many_open_or_kept_is_refused()
    {
        await using var studio = await Studio.OpenAsync(new VideoOptions { AtOnce = 1, OpenPerUser = 2, KeptPerUser = 1 });
        var first = await studio.IdOfOrderAsync();
        var second = await studio.IdOfOrderAsync();
        await RefusedAsync(studio, 429, "too_many_videos");
        await studio.PostAsync("", $"/v1/videos/{first}/cancel");
        await RefusedAsync(studio, 429, "too_many_videos");
        await studio.Client.DeleteAsync($"/v1/videos/{first}", Token);
        await studio.IdOfOrderAsync();
        Assert.Equal("in_progress", (await studio.UntilAsync(second, "status", "in_progress")).GetProperty("status").GetString());
    }

    [Fact(Timeout = Patience)]
    public async Task Without_a_place_for_films_the_addresses_say_so()
    {
        await using var served = await ServedTest.StartAsync();
        Assert.Equal(HttpStatusCode.NotImplemented, (await served.Client.GetAsync("/v1/videos", Token)).StatusCode);
    }

    private static async Task RefusedAsync(Studio studio, int status, string code)
    {
        using var answer = await studio.PostAsync("""{"input": "One more."}""");
        Assert.Equal((status, code), ((int)answer.StatusCode, (await Studio.JsonOf(answer)).GetProperty("error").GetProperty("code").GetString()));
    }

    private static IEnumerable<string> IdsOf(JsonElement list) =>
        list.GetProperty("data").EnumerateArray().Select(film => film.GetProperty("id").GetString()!);
}
