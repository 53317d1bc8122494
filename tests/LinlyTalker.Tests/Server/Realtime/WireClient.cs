using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LinlyTalker.Tests.Server.Realtime;

/// <summary>A client of <c>/v1/realtime</c> that keeps all that it is told.</summary>
internal sealed class WireClient : IAsyncDisposable
{
    private readonly ClientWebSocket socket;
    private readonly List<JsonObject> events = [];
    private readonly List<(Func<JsonObject, bool> What, TaskCompletionSource<JsonObject> Came)> waiting = [];
    private readonly CancellationTokenSource stop = new();

    private WireClient(ClientWebSocket socket) => this.socket = socket;

    public List<byte[]> Binary { get; } = [];

    public Task Reading { get; private set; } = Task.CompletedTask;

    public ClientWebSocket Socket => socket;

    public IReadOnlyList<JsonObject> Events
    {
        get
        {
            lock (events)
            {
                return [.. events];
            }
        }
    }

    public IEnumerable<string> Types => Events.Select(TypeOf);

    /// <param name="token">Shown as a browser shows it.</param>
    /// <param name="over2">Goes over HTTP/2, by this.</param>
    public static async Task<WireClient> ConnectAsync(
        Uri address, bool beta = false, string model = "ada", bool read = true, string? token = null, HttpMessageInvoker? over2 = null)
    {
        var socket = new ClientWebSocket();
        if (beta)
        {
            socket.Options.SetRequestHeader("OpenAI-Beta", "realtime=v1");
        }

        if (token is not null)
        {
            socket.Options.AddSubProtocol("realtime");
            socket.Options.AddSubProtocol($"openai-insecure-api-key.{token}");
        }

        if (over2 is not null)
        {
            socket.Options.HttpVersion = HttpVersion.Version20;
            socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        }

        var scheme = address.Scheme == Uri.UriSchemeHttps ? "wss" : "ws";
        var uri = new UriBuilder(address) { Scheme = scheme, Path = "/v1/realtime", Query = $"model={model}" }.Uri;
        await socket.ConnectAsync(uri, over2, TestContext.Current.CancellationToken);
        var client = new WireClient(socket);
        if (read)
        {
            client.Reading = client.ReadAsync();
            await client.WaitAsync("session.created");
        }

        return client;
    }

    public static string TypeOf(JsonObject item) => (string)item["type"]!;

    public Task SendAsync(string json) => socket.SendAsync(
        System.Text.Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20));

    public Task SendAsync(object message) => SendAsync(JsonSerializer.Serialize(message));

    /// <summary>Loud or silent sound in the default format.</summary>
    public Task SoundAsync(int milliseconds, bool loud)
    {
        var bytes = new byte[24 * 2 * milliseconds];
        for (var i = 0; loud && i < bytes.Length / 2; i++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(2 * i), (short)(16000 * Math.Sin(i * 0.1)));
        }

        return SendAsync(new { type = "input_audio_buffer.append", audio = Convert.ToBase64String(bytes) });
    }

    /// <summary>Something is said and followed by silence.</summary>
    public async Task SpeakAsync()
    {
        await SoundAsync(500, true);
        await SoundAsync(300, false);
    }

    public Task AskAsync(string text) => SendAsync(new
    {
        type = "conversation.item.create",
        item = new { type = "message", role = "user", content = new[] { new { type = "input_text", text } } },
    });

    public Task RespondAsync() => SendAsync(new { type = "response.create" });

    public Task<JsonObject> WaitAsync(string type, Func<JsonObject, bool>? what = null) =>
        WaitAsync(e => TypeOf(e) == type && (what is null || what(e)));

    /// <summary>The first such event, which may have come already.</summary>
    public async Task<JsonObject> WaitAsync(Func<JsonObject, bool> what)
    {
        var came = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (events)
        {
            if (events.Find(e => what(e)) is { } already)
            {
                return already;
            }

            waiting.Add((what, came));
        }

        // It may be the last that came: then both are done, in whatever order that is told.
        await Task.WhenAny(came.Task, Reading, Task.Delay(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken));
        return came.Task.IsCompleted
            ? await came.Task
            : throw new InvalidOperationException($"It did not come ({socket.State} {socket.CloseStatus}). What came: {string.Join("\n", Events.Select(e => e.ToJsonString()))}");
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Reading;
        socket.Dispose();
        stop.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[1 << 20];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult frame;
                do
                {
                    frame = await socket.ReceiveAsync(buffer.AsMemory(length), stop.Token);
                    length += frame.Count;
                }
                while (!frame.EndOfMessage);

                switch (frame.MessageType)
                {
                    case WebSocketMessageType.Close:
                        return;
                    case WebSocketMessageType.Binary:
                        lock (Binary)
                        {
                            Binary.Add(buffer[..length]);
                        }

                        break;
                    default:
                        Keep(JsonNode.Parse(buffer.AsSpan(0, length))!.AsObject());
                        break;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The test is over, or the server left; a test that cares looks at the socket's state.
        }
    }

    private void Keep(JsonObject item)
    {
        lock (events)
        {
            events.Add(item);
            foreach (var (what, came) in waiting)
            {
                if (what(item))
                {
                    came.TrySetResult(item);
                }
            }
        }
    }
}
