using System.Text.Json.Nodes;
using LinlyTalker.Client;
using LinlyTalker.Client.Events;
using LinlyTalker.Client.Sessions;
using LinlyTalker.SystemTests.Media.Ffmpeg;
using LinlyTalker.SystemTests.Media.Video;

namespace LinlyTalker.SystemTests.Server.Realtime;

/// <summary>Clients that ask for pictures and read them slowly, or never, beside one that reads everything.</summary>
[Collection(nameof(LiveEncoders))]
public sealed class SlowPictureTests : IDisposable
{
    private const int Patience = 180_000;
    private const string Question = "What is LinlyTalker?";
    private const string Video = """{"type":"session.update","session":{"avatar":{"mode":"video","size":512,"fps":50}}}""";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(6);

    private readonly TestFolder folder = new();

    public SlowPictureTests() => FfmpegTool.Require();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = Patience)]
    public async Task Who_stops_reading_for_a_while_loses_pictures_and_no_sound_and_its_neighbour_nothing()
    {
        await using var server = await EmbeddedServer.StartAsync();
        await using var neighbour = await Neighbour.StartAsync(server);
        using var slow = await NarrowClient.ConnectAsync(server.Address, Token);
        await slow.SendAsync(Video, Token);
        await slow.ReadUntilAsync(e => Is(e, "avatar.video.unit"), Token);
        await slow.AskAsync(Question, Token);
        var events = await slow.ReadUntilAsync(e => Is(e, "response.created"), Token);

        await neighbour.WaitAsync(Pause);
        events.AddRange(await slow.ReadUntilAsync(e => Is(e, "response.done"), Token));
        var spoken = Sound(events);
        events.AddRange(await slow.ReadUntilAsync(e => Is(e, "avatar.video.unit") && (bool)e["key"]!, Token));
        Assert.Equal("completed", (string)events.Single(e => Is(e, "response.done"))["response"]!["status"]!);
        Assert.DoesNotContain(events, e => Is(e, "error") || Is(e, "avatar.degraded"));

        var gap = events.Where(e => Is(e, "avatar.video.unit")).Select(e => (long)e["position_us"]!).ToList();
        Assert.Contains(gap.Zip(gap.Skip(1)), pair => pair.Second - pair.First > Pause.TotalMicroseconds / 3);
        Assert.Equal(await neighbour.AskAsync(Question), spoken);
        Decodes(events);
        neighbour.HasNoticedNothing();
    }

    [Fact(Timeout = Patience)]
    public async Task Who_never_reads_is_let_go_with_its_encoder_and_its_neighbour_is_served_all_the_while()
    {
        await using var server = await EmbeddedServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        await using var neighbour = await Neighbour.StartAsync(server);
        using var silent = await NarrowClient.ConnectAsync(server.Address, Token);
        await silent.SendAsync(Video, Token);
        await silent.AskAsync(Question, Token);
        while (!(await http.GetStringAsync("/metrics", Token)).Contains("linly_video_encoders 2\n", StringComparison.Ordinal))
        {
            await neighbour.WaitAsync(TimeSpan.FromSeconds(0.1));
        }

        var answers = new List<long>();
        while (!(await http.GetStringAsync("/metrics", Token)).Contains("linly_sessions 1\n", StringComparison.Ordinal))
        {
            answers.Add(await neighbour.AskAsync(Question));
        }

        while (!(await http.GetStringAsync("/metrics", Token)).Contains("linly_video_encoders 1\n", StringComparison.Ordinal))
        {
            await neighbour.WaitAsync(TimeSpan.FromSeconds(0.1));
        }

        Assert.NotEmpty(answers);
        Assert.All(answers, bytes => Assert.True(bytes > 10 * sizeof(short) * RealtimeClient.SampleRate, $"{bytes} bytes of sound"));
        await neighbour.WaitAsync(TimeSpan.FromSeconds(1));
        neighbour.HasNoticedNothing();
        while (await silent.ReadAsync(Token) is not null)
        {
            // What was on its way; then the connection is gone.
        }
    }

    private static bool Is(JsonObject happening, string type) => (string)happening["type"]! == type;

    private static long Sound(IEnumerable<JsonObject> events) =>
        events.Where(e => Is(e, "response.output_audio.delta")).Sum(e => Convert.FromBase64String((string)e["delta"]!).LongLength);

    /// <summary>What is left can be shown, every picture.</summary>
    private void Decodes(List<JsonObject> events)
    {
        var units = events.Where(e => Is(e, "avatar.video.unit")).SkipWhile(e => !(bool)e["key"]!).ToList();
        File.WriteAllBytes(folder["x.h264"], [.. units.SelectMany(e => Convert.FromBase64String((string)e["unit"]!))]);
        FfmpegTool.Run(
            "-xerror", "-err_detect", "explode", "-f", "h264", "-i", folder["x.h264"], "-fps_mode", "passthrough", "-vf", "scale=16:16", "-pix_fmt", "gray", "-f", "rawvideo", folder["x.gray"]);
        Assert.Equal(units.Count, new FileInfo(folder["x.gray"]).Length / (16 * 16));
    }

    /// <summary>Another user of the same server, who reads everything at once.</summary>
    private sealed class Neighbour : IAsyncDisposable
    {
        private readonly RealtimeClient client;
        private readonly List<RealtimeEvent> complaints = [];
        private readonly Task reading;
        private readonly SemaphoreSlim shown = new(0);
        private TimeSpan position;
        private long sound;
        private TaskCompletionSource<long> answered = Unanswered();

        private Neighbour(RealtimeClient client)
        {
            this.client = client;
            reading = ReadAsync();
        }

        public static async Task<Neighbour> StartAsync(EmbeddedServer server)
        {
            var session = new SessionWishes { Face = FaceMode.Video, PictureSize = 128, PicturesPerSecond = 25 };
            var neighbour = new Neighbour(await RealtimeClient.ConnectAsync(new RealtimeOptions { Server = server.Address, Binary = true, Session = session }, Token));
            await neighbour.WaitAsync(TimeSpan.FromSeconds(0.5));
            return neighbour;
        }

        /// <summary>For as much of its picture, which goes by real time.</summary>
        public async Task WaitAsync(TimeSpan length)
        {
            for (var end = position + length; position < end;)
            {
                await shown.WaitAsync(Token);
                Assert.False(reading.IsCompleted, "The neighbour was let go.");
            }
        }

        /// <returns>Bytes of sound that answered.</returns>
        public async Task<long> AskAsync(string question)
        {
            (answered, sound) = (Unanswered(), 0);
            await client.AskAsync(question, Token);
            return await answered.Task.WaitAsync(Token);
        }

        public void HasNoticedNothing() => Assert.Empty(complaints);

        public async ValueTask DisposeAsync()
        {
            await client.DisposeAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        private static TaskCompletionSource<long> Unanswered() => new(TaskCreationOptions.RunContinuationsAsynchronously);

        private async Task ReadAsync()
        {
            await foreach (var happening in client.ReadAllAsync(Token))
            {
                switch (happening)
                {
                    case VideoUnit unit:
                        position = unit.Position;
                        shown.Release();
                        break;
                    case ReplyAudio audio:
                        sound += audio.Pcm.Length;
                        break;
                    case ReplyFinished { Status: "completed" }:
                        answered.SetResult(sound);
                        break;
                    case ServerError or OrganDegraded or ReplyFinished:
                        complaints.Add(happening);
                        break;
                }
            }
        }
    }
}
