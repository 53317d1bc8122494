using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace LinlyTalker.Bench.Fuzz;

/// <summary>A client that reads all it is told, and remembers errors and ends.</summary>
internal sealed class FuzzClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket socket = new();
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> types = [];
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> waiting = [];
    private string? lastEventId;
    private Task reading = Task.CompletedTask;

    public Dictionary<string, int> Errors { get; } = [];

    /// <summary>How it ended; null while it goes on, or when it ended without a close.</summary>
    public int? CloseCode => (int?)socket.CloseStatus;

    public bool IsOpen => socket.State is WebSocketState.Open && !reading.IsCompleted;

    public static async Task<FuzzClient> ConnectAsync(Uri server)
    {
        var client = new FuzzClient();
        await client.socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/v1/realtime" }.Uri, CancellationToken.None).WaitAsync(Patience);
        client.reading = client.ReadAsync();
        await client.UntilAsync(() => client.Count("session.created") > 0);
        return client;
    }

    public int Count(string type)
    {
        lock (gate)
        {
            return types.GetValueOrDefault(type);
        }
    }

    /// <returns>False when the server has left.</returns>
    public async Task<bool> SendAsync(byte[] message, WebSocketMessageType type = WebSocketMessageType.Text, bool isEnd = true)
    {
        try
        {
            await socket.SendAsync(message, type, isEnd, CancellationToken.None).WaitAsync(Patience);
            return true;
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    public Task<bool> SendAsync(string message) => SendAsync(Encoding.UTF8.GetBytes(message));

    /// <summary>All that was sent has been dealt with, or the server has left.</summary>
    public async Task SettleAsync(string mark)
    {
        if (await SendAsync($$"""{"type":"fuzz.mark","event_id":"{{mark}}"}"""))
        {
            await UntilAsync(() => lastEventId == mark);
        }
    }

    /// <summary>Asks, and gets a whole answer.</summary>
    public async Task TalkAsync()
    {
        var before = Count("response.done");
        await SendAsync("""{"type":"conversation.item.create","item":{"type":"message","role":"user","content":[{"type":"input_text","text":"what is this"}]}}""");
        await SendAsync("""{"type":"response.create"}""");
        await UntilAsync(() => Count("response.done") > before);
        if (!IsOpen)
        {
            throw new InvalidOperationException($"The healthy session ended ({CloseCode}).");
        }
    }

    public async Task CloseAsync()
    {
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(Patience);
        await reading.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        await reading;
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (condition())
            {
                return;
            }

            waiting.Add((condition, met));
        }

        if (await Task.WhenAny(met.Task, reading, Task.Delay(Patience)) is { } first && first != met.Task && first != reading)
        {
            throw new TimeoutException("The server has not answered for a minute.");
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var frame = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (frame.MessageType is WebSocketMessageType.Close)
                {
                    return;
                }

                message.Write(buffer, 0, frame.Count);
                if (frame.EndOfMessage)
                {
                    if (frame.MessageType is WebSocketMessageType.Text)
                    {
                        Keep(JsonNode.Parse(message.GetBuffer().AsSpan(0, (int)message.Length))!);
                    }

                    message.SetLength(0);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // It ended; how, the code says.
        }
    }

    private void Keep(JsonNode item)
    {
        lock (gate)
        {
            var type = (string)item["type"]!;
            types[type] = types.GetValueOrDefault(type) + 1;
            if (type == "error")
            {
                var code = (string)item["error"]!["code"]!;
                Errors[code] = Errors.GetValueOrDefault(code) + 1;
                lastEventId = (string?)item["error"]!["event_id"];
            }

            foreach (var (condition, met) in waiting.ToList())
            {
                if (condition())
                {
                    met.TrySetResult();
                    waiting.Remove((condition, met));
                }
            }
        }
    }
}
