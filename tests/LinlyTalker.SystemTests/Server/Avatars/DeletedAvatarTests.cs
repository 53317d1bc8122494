using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LinlyTalker.Client;
using LinlyTalker.Client.Events;
using LinlyTalker.Client.Sessions;
using LinlyTalker.SystemTests.Media.Ffmpeg;
using LinlyTalker.SystemTests.Media.Video;

namespace LinlyTalker.SystemTests.Server.Avatars;

/// <summary>A face that is erased while it is shown.</summary>
[Collection(nameof(LiveEncoders))]
public class DeletedAvatarTests
{
    private const int Patience = 180_000;
    private const string Question = "What is LinlyTalker?";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Patience)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_shown_no_more_and_that_is_told_and_the_talk_goes_on(bool speaking)
    {
        FfmpegTool.Require();
        await using var server = await EmbeddedServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        var id = await CreateAsync(http);
        await using var client = await RealtimeClient.ConnectAsync(new RealtimeOptions { Server = server.Address, Session = Showing(id) }, Token);
        var events = client.ReadAllAsync(Token).GetAsyncEnumerator(Token); // Its client ends it.
        await UntilAsync(events, e => e is VideoUnit);
        if (speaking)
        {
            await client.AskAsync(Question, Token);
            await UntilAsync(events, e => e is VideoUnit { Speech: not null });
        }

        using var deleted = await http.DeleteAsync($"/v1/avatars/{id}", Token);
        Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        var before = await UntilAsync(events, e => e is OrganDegraded);
        var told = (OrganDegraded)before[^1];
        Assert.Equal(("face", "This avatar was deleted by its owner and is shown no more; choose another."), (told.Organ, told.Reason));

        if (!speaking || before.Any(e => e is ReplyFinished))
        {
            await client.AskAsync(Question, Token);
        }

        var after = await UntilAsync(events, e => e is ReplyFinished { Status: "completed" });
        Assert.Contains(after, e => e is ReplyAudio);
        Assert.DoesNotContain(after, e => e is VideoUnit or ServerError or OrganDegraded);
        Assert.Contains("linly_video_encoders 0\n", await http.GetStringAsync("/metrics", Token), StringComparison.Ordinal);

        await client.ChangeAsync(Showing(id), Token);
        Assert.Equal("unknown_avatar", ((ServerError)(await UntilAsync(events, e => e is ServerError))[^1]).Code);
        await client.ChangeAsync(Showing(""), Token);
        var another = await UntilAsync(events, e => e is VideoUnit);
        Assert.Contains(another, e => e is VideoStarted);
    }

    [Fact(Timeout = Patience)]
    public async Task Who_draws_it_by_itself_is_sent_its_motion_as_before()
    {
        await using var server = await EmbeddedServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        var id = await CreateAsync(http);
        var session = new SessionWishes { Face = FaceMode.Motion, Avatar = id };
        await using var client = await RealtimeClient.ConnectAsync(new RealtimeOptions { Server = server.Address, Session = session }, Token);
        var events = client.ReadAllAsync(Token).GetAsyncEnumerator(Token); // Its client ends it.
        await UntilAsync(events, e => e is SessionChanged);
        (await http.DeleteAsync($"/v1/avatars/{id}", Token)).EnsureSuccessStatusCode().Dispose();
        await client.AskAsync(Question, Token);
        var after = await UntilAsync(events, e => e is ReplyFinished { Status: "completed" });
        Assert.Contains(after, e => e is ReplyMotion);
        Assert.DoesNotContain(after, e => e is ServerError or OrganDegraded);
    }

    private static SessionWishes Showing(string avatar) =>
        new() { Face = FaceMode.Video, Avatar = avatar, PictureSize = 128, PicturesPerSecond = 25 };

    private static async Task<string> CreateAsync(HttpClient http)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Grace"), "name" },
            { new StringContent("true"), "consent" },
            { new ByteArrayContent(await File.ReadAllBytesAsync(TestModels.Open("portrait-hopper").PathOf("grace_hopper.jpg"), Token)), "image", "grace.jpg" },
        };
        using var made = await http.PostAsync("/v1/avatars", form, Token);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return (await made.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString()!;
    }

    /// <returns>What came, to the first such and with it.</returns>
    private static async Task<List<RealtimeEvent>> UntilAsync(IAsyncEnumerator<RealtimeEvent> events, Func<RealtimeEvent, bool> isLast)
    {
        var came = new List<RealtimeEvent>();
        do
        {
            var next = events.MoveNextAsync().AsTask();
            await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(50), Token));
            Assert.True(next.IsCompleted && await next, $"It did not come, after {string.Join(", ", came.Select(e => e is VideoUnit ? "unit" : $"{e}").Distinct())}.");
            came.Add(events.Current);
        }
        while (!isLast(came[^1]));

        return came;
    }
}
