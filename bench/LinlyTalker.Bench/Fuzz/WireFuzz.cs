using System.Net.WebSockets;
using System.Text;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Parts;

namespace LinlyTalker.Bench.Fuzz;

/// <summary>What a run of <see cref="WireFuzz"/> has seen.</summary>
internal sealed class WireFuzzReport
{
    public int Messages { get; set; }

    public int Sessions { get; set; }

    public int Turns { get; set; }

    public SortedDictionary<string, int> Errors { get; } = new(StringComparer.Ordinal);

    /// <summary>How sessions ended, by code; null: without one.</summary>
    public SortedDictionary<string, int> Ends { get; } = new(StringComparer.Ordinal);

    /// <summary>A sentence each; empty when the server is sound.</summary>
    public List<string> Failures { get; } = [];
}

/// <summary>
/// Sends hostile messages to <c>/v1/realtime</c>, session after session, while a healthy one beside goes on talking. The
/// same seed sends the same.
/// </summary>
internal sealed class WireFuzz(int seed, int messages)
{
    private const int Batch = 20;
    private const int TurnEvery = 200;

    private readonly Random random = new(seed);
    private readonly WireFuzzReport report = new();
    private readonly Queue<byte[]> recent = new();

    public async Task<WireFuzzReport> RunAsync()
    {
        using var log = new FaultLog();
        var options = new ServerOptions { Port = 0, Drain = TimeSpan.FromSeconds(1) };
        await using var server = await LinlyServer.StartAsync(options, new ServerParts { Engines = new FuzzEngines(), Log = log });
        await using var healthy = await FuzzClient.ConnectAsync(server.Address);
        while (report.Messages < messages)
        {
            await SessionAsync(server.Address, healthy);
            foreach (var fault in log.Faults)
            {
                report.Failures.Add($"The server's log: {fault}\nAfter:\n{string.Join('\n', recent.Select(Encoding.UTF8.GetString))}");
            }

            if (report.Failures.Count > 0)
            {
                return report;
            }
        }

        await TalkAsync(healthy);
        if (await LeftAsync(server.Address) is var left and not 1)
        {
            report.Failures.Add($"{left} sessions are left, and one is open.");
        }

        await healthy.CloseAsync();
        report.Failures.AddRange(healthy.Errors.Keys.Select(code => $"The healthy session got an error: {code}."));
        if (healthy.CloseCode != 1000)
        {
            report.Failures.Add($"The healthy session ended with {healthy.CloseCode}.");
        }

        await server.StopAsync();
        return report;
    }

    private async Task SessionAsync(Uri server, FuzzClient healthy)
    {
        await using var client = await FuzzClient.ConnectAsync(server);
        report.Sessions++;
        for (var left = random.Next(1, 400); left > 0 && client.IsOpen && report.Messages < messages; left--)
        {
            await SendAsync(client);
            report.Messages++;
            await (report.Messages % Batch == 0 ? client.SettleAsync($"mark{report.Messages}") : Task.CompletedTask);
            await (report.Messages % TurnEvery == 0 ? TalkAsync(healthy) : Task.CompletedTask);
        }

        if (client.IsOpen && random.Next(2) == 0)
        {
            await client.CloseAsync();
        }

        foreach (var (code, count) in client.Errors)
        {
            report.Errors[code] = report.Errors.GetValueOrDefault(code) + count;
        }

        var end = client.CloseCode?.ToString(null, null) ?? "cut by the client";
        report.Ends[end] = report.Ends.GetValueOrDefault(end) + 1;
        if (client.CloseCode is 1011 || client.Errors.ContainsKey("internal"))
        {
            report.Failures.Add($"A session ended with {client.CloseCode}, or had a fault, after:\n{string.Join('\n', recent.Select(Encoding.UTF8.GetString))}");
        }
    }

    private async Task SendAsync(FuzzClient client)
    {
        var mutation = new Mutation(random);
        var valid = WireSeeds.Events[random.Next(WireSeeds.Events.Length)];
        var (message, type) = random.Next(100) switch
        {
            < 15 => (Encoding.UTF8.GetBytes(valid), WebSocketMessageType.Text),
            < 70 => (Encoding.UTF8.GetBytes(mutation.Json(valid)), WebSocketMessageType.Text),
            < 80 => (Encoding.UTF8.GetBytes($$"""{"type":"{{Type(valid)}}","session":{{mutation.Grammar()}},"item":{{mutation.Grammar()}},"response":{{mutation.Grammar()}}}"""), WebSocketMessageType.Text),
            < 88 => (Encoding.UTF8.GetBytes(mutation.Grammar()), WebSocketMessageType.Text),
            < 89 => (mutation.Bytes(300), WebSocketMessageType.Text), // mostly no UTF-8: ends the session
            < 95 => (Frame(mutation), WebSocketMessageType.Binary),
            _ => (mutation.Bytes(2000), WebSocketMessageType.Binary),
        };
        recent.Enqueue(message);
        if (recent.Count > Batch + 2)
        {
            recent.Dequeue();
        }

        var cut = random.Next(10) == 0 ? random.Next(message.Length + 1) : 0;
        if (cut > 0)
        {
            await client.SendAsync(message[..cut], type, isEnd: false);
        }

        await client.SendAsync(message[cut..], type);
    }

    private byte[] Frame(Mutation mutation) => [(byte)random.Next(7), (byte)random.Next(4), 0, 0, .. mutation.Bytes(5000)];

    private static string Type(string valid) => valid.Split('"')[3];

    private async Task TalkAsync(FuzzClient healthy)
    {
        await healthy.TalkAsync();
        report.Turns++;
    }

    /// <summary>Sessions that the server counts, once no more end.</summary>
    private static async Task<int> LeftAsync(Uri server)
    {
        using var http = new HttpClient { BaseAddress = server };
        var left = 0;
        for (var tries = 0; tries < 200; tries++)
        {
            var page = await http.GetStringAsync("/metrics");
            left = int.Parse(page.Split('\n').First(l => l.StartsWith("linly_sessions ", StringComparison.Ordinal)).Split(' ')[1], null);
            if (left == 1)
            {
                break;
            }

            await Task.Delay(50);
        }

        return left;
    }
}
