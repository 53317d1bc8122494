using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Parts;
using LinlyTalker.Server.Security;
using LinlyTalker.Server.Videos;
using LinlyTalker.Storage.Jobs;
using LinlyTalker.Tests.Core;
using LinlyTalker.Tests.Server.Avatars;
using LinlyTalker.Tests.Server.Security;
using LinlyTalker.Tests.Storage;
using Microsoft.Extensions.Logging;

namespace LinlyTalker.Tests.Server.Videos;

/// <summary>Servers one after the other on one database and one folder of films, for one test.</summary>
internal sealed class Studio : IAsyncDisposable
{
    private readonly TemporaryDatabase place = new();
    private ServedTest? served;

    public FakeFilms Films { get; } = new();

    public FakeAvatars Avatars { get; } = new();

    public ManualTime Time { get; } = new();

    public WrittenLog Log { get; } = new();

    public FakeKeys Keys { get; } = new();

    public string Folder => Path.Combine(Path.GetDirectoryName(place.Path)!, "videos");

    public HttpClient Client => served!.Client;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public IJobs Jobs() => new SqliteJobs(place.Open(), Time);

    public static async Task<Studio> OpenAsync(VideoOptions? options = null, bool withKeys = false)
    {
        var studio = new Studio();
        await studio.StartAsync(options, withKeys);
        return studio;
    }

    /// <summary>Another server on the same database and folder.</summary>
    public static Task<ServedTest> BesideAsync(Studio studio) => studio.ServeAsync(null, withKeys: false);

    public async Task StartAsync(VideoOptions? options = null, bool withKeys = false) => served = await ServeAsync(options, withKeys);

    public async Task StopAsync()
    {
        await served!.DisposeAsync();
        served = null;
    }

    /// <returns>The film as it was answered.</returns>
    public async Task<JsonElement> OrderAsync(string json)
    {
        using var answer = await PostAsync(json);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await JsonOf(answer);
    }

    public async Task<string> IdOfOrderAsync(string json = """{"input": "Hello."}""") =>
        (await OrderAsync(json)).GetProperty("id").GetString()!;

    public Task<HttpResponseMessage> PostAsync(string json, string path = "/v1/videos") =>
        Client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), Token);

    public Task<JsonElement> ShowAsync(string id) => Client.GetFromJsonAsync<JsonElement>($"/v1/videos/{id}", Token);

    /// <summary>Time goes on until the film is so far.</summary>
    public async Task<JsonElement> UntilAsync(string id, string property, string value)
    {
        while (true)
        {
            var film = await ShowAsync(id);
            if (film.GetProperty(property).ToString() == value)
            {
                return film;
            }

            Token.ThrowIfCancellationRequested();
            Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    public static async Task<JsonElement> JsonOf(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement.Clone();

    public IEnumerable<string> Files() => Directory.EnumerateFiles(Folder, "*.mp4").Select(path => Path.GetFileName(path)!);

    public async ValueTask DisposeAsync()
    {
        if (served is not null)
        {
            await StopAsync();
        }

        place.Dispose();
    }

    private Task<ServedTest> ServeAsync(VideoOptions? options, bool withKeys) => ServedTest.StartAsync(
        new ServerParts
        {
            Engines = new FakeEngines(),
            Avatars = Avatars,
            Jobs = Jobs(),
            Keys = Keys,
            Films = Films,
            Log = Log,
            Time = Time,
        },
        new ServerOptions
        {
            Port = 0,
            Drain = TimeSpan.FromSeconds(5),
            Access = new AccessOptions { RequireKey = withKeys },
            Videos = (options ?? new VideoOptions { AtOnce = 1 }) with { Folder = Folder },
        });

    /// <summary>Keeps what the server says of itself.</summary>
    internal sealed class WrittenLog : ILoggerProvider, ILogger
    {
        private readonly StringBuilder text = new();

        public string Text
        {
            get
            {
                lock (text)
                {
                    return text.ToString();
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (text)
            {
                text.AppendLine(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
