using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Parts;
using LinlyTalker.Server.Videos;

namespace LinlyTalker.Bench.Fuzz;

/// <summary>What a run of <see cref="RestFuzz"/> has seen.</summary>
internal sealed class RestFuzzReport
{
    public int Requests { get; set; }

    public int Addresses { get; set; }

    public SortedDictionary<int, int> Statuses { get; } = [];

    /// <summary>Connections that were cut before an answer, as where a body is far too long.</summary>
    public int Unanswered { get; set; }

    /// <summary>Managed bytes that the process holds after each part of the requests, all garbage taken away.</summary>
    public List<long> Held { get; } = [];

    /// <summary>
    /// By how many bytes each part makes it hold more, the least of them: the first part warms up, pools of arrays fill up in
    /// leaps that come once, and a leak grows with every part.
    /// </summary>
    public long Growth => Held.Count > 2 ? Held.Skip(1).Zip(Held.Skip(2), (before, after) => after - before).Min() : 0;

    /// <summary>A sentence each; empty when the server is sound.</summary>
    public List<string> Failures { get; } = [];
}

/// <summary>
/// Sends hostile requests to every address of the OpenAPI document: other methods, types and headers, mutated bodies, forms
/// that break off, bombs, names that leave their folder. The same seed sends the same.
/// </summary>
/// <param name="films">Folder for films, where <paramref name="parts"/> make some.</param>
internal sealed class RestFuzz(ServerParts parts, int seed, int requests, string? films = null)
{
    private const int HealthEvery = 250;
    private const int Parts = 5;

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW"];
    private static readonly string[] Types =
    [
        "application/json", "application/json; charset=utf-16", "text/plain", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"",
        "multipart/mixed; boundary=x", "application/x-www-form-urlencoded", "application/xml", "image/png", "a/b; c=d; c=d", "application/json;boundary=x",
    ];

    private readonly Random random = new(seed);
    private readonly RestFuzzReport report = new();

    public async Task<RestFuzzReport> RunAsync()
    {
        using var log = new FaultLog();
        await using var server = await LinlyServer.StartAsync(
            new ServerOptions { Port = 0, Drain = TimeSpan.FromSeconds(1), Videos = new VideoOptions { Folder = films } }, parts with { Log = log });
        var addresses = await AddressesAsync(server.Address);
        for (var part = 1; part <= Parts; part++)
        {
            await AskAsync(server.Address, addresses, (int)((long)requests * part / Parts));
            report.Held.Add(Held());
        }

        report.Failures.AddRange(log.Faults.Distinct().Select(f => $"The server's log: {f}"));
        await server.StopAsync();
        return report;
    }

    private async Task<IReadOnlyList<(string Path, string Method)>> AddressesAsync(Uri server)
    {
        using var http = new HttpClient { BaseAddress = server };
        var document = JsonNode.Parse(await http.GetStringAsync("/openapi.json"))!["paths"]!.AsObject();
        (string Path, string Method)[] addresses = [.. document.SelectMany(p => p.Value!.AsObject().Select(o => (p.Key, o.Key.ToUpperInvariant())))];
        report.Addresses = addresses.Length;
        return addresses;
    }

    /// <summary>With a client of its own: one goes on sending bodies that were refused before their end, and holds them meanwhile.</summary>
    private async Task AskAsync(Uri server, IReadOnlyList<(string Path, string Method)> addresses, int until)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(60) };
        while (report.Requests < until && report.Failures.Count < 10)
        {
            var (path, method) = addresses[random.Next(addresses.Count)];
            await AskAsync(http, path, random.Next(5) == 0 ? Methods[random.Next(Methods.Length)] : method);
            report.Requests++;
            if (report.Requests % HealthEvery == 0 || report.Requests == requests)
            {
                await CheckAsync(http);
            }
        }
    }

    private static long Held()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private async Task CheckAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("/health");
        if (answer.StatusCode is not HttpStatusCode.OK)
        {
            report.Failures.Add($"/health answers {answer.StatusCode}.");
        }
    }

    private async Task AskAsync(HttpClient http, string template, string method)
    {
        var path = Path(template);
        var uri = new Uri($"{http.BaseAddress!.GetLeftPart(UriPartial.Authority)}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(method), uri);
        request.Content = method is "GET" or "HEAD" or "TRACE" && random.Next(4) > 0 ? null : Body(template);
        Head(request);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await Drain(answer);
            var status = (int)answer.StatusCode;
            report.Statuses[status] = report.Statuses.GetValueOrDefault(status) + 1;
            if (status >= 500 && status != 501)
            {
                report.Failures.Add(await DescribeAsync(request, $"is answered with {status}"));
            }
        }
        catch (HttpRequestException)
        {
            report.Unanswered++;
        }
        catch (TaskCanceledException)
        {
            report.Failures.Add(await DescribeAsync(request, "is not answered in a minute"));
        }
    }

    private static async Task Drain(HttpResponseMessage answer)
    {
        try
        {
            await answer.Content.CopyToAsync(Stream.Null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // Cut in its middle; the server's log says when that is a fault.
        }
    }

    private async Task<string> DescribeAsync(HttpRequestMessage request, string what)
    {
        var body = "";
        try
        {
            var bytes = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync();
            body = Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 500)));
        }
        catch (ObjectDisposedException)
        {
            // It was sent.
        }

        return $"Request {report.Requests}: {request.Method} {request.RequestUri!.OriginalString[..Math.Min(200, request.RequestUri.OriginalString.Length)]} {request.Content?.Headers.ContentType} {what}. {body}";
    }

    private string Path(string template)
    {
        var path = template;
        while (path.IndexOf('{', StringComparison.Ordinal) is var open and >= 0)
        {
            var close = path.IndexOf('}', open);
            path = $"{path[..open]}{RestSeeds.Names[random.Next(RestSeeds.Names.Length)].Replace("{", "%7b", StringComparison.Ordinal).Replace("?", "%3f", StringComparison.Ordinal)}{path[(close + 1)..]}";
        }

        return random.Next(10) switch
        {
            0 => $"{path}/{RestSeeds.Names[random.Next(RestSeeds.Names.Length)]}",
            1 => $"{path}?{RestSeeds.Names[random.Next(RestSeeds.Names.Length)]}={random.Next()}&limit=-1&model=%00&after=../..",
            2 => $"{path}?limit={new string('9', random.Next(1, 40))}&offset=-1&stream=%ff",
            _ => path,
        };
    }

    private void Head(HttpRequestMessage request)
    {
        var (name, value) = random.Next(24) switch
        {
            0 => ("Origin", "https://evil.example"),
            1 => ("Origin", "null"),
            2 => ("Host", "evil.example"),
            3 => ("Authorization", $"Bearer {new string('a', random.Next(5000))}"),
            4 => ("Authorization", "Basic !!!"),
            5 => ("Range", "bytes=-1,0-,9999999999999999999-"),
            6 => ("Accept", new string('*', 1000)),
            7 => ("Expect", "100-continue"),
            8 => ("Content-Encoding", "gzip"),
            9 => ("X-Forwarded-For", "127.0.0.1, ::1, \"_x\""),
            10 => ("Upgrade", "websocket"),
            11 => ("Cookie", new string('c', 9000)),
            12 => ("If-None-Match", "*"),
            13 => ("X-HTTP-Method-Override", "DELETE"),
            14 => ("Transfer-Encoding", "chunked"),
            _ => ("Accept", "*/*"),
        };
        if (name == "Upgrade")
        {
            request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        }

        if (!request.Headers.TryAddWithoutValidation(name, value))
        {
            request.Content?.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private HttpContent Body(string path)
    {
        var mutation = new Mutation(random);
        var seed = RestSeeds.Of(path);
        return random.Next(20) switch
        {
            < 7 => Typed(Encoding.UTF8.GetBytes(mutation.Json(seed)), "application/json"),
            7 => Typed(Encoding.UTF8.GetBytes(seed), "application/json"),
            8 => Typed(Encoding.UTF8.GetBytes(mutation.Grammar()), "application/json"),
            9 => Typed(mutation.Bytes(3000), "application/json"),
            10 => Typed(Encoding.UTF8.GetBytes(new StringBuilder().Insert(0, "[", 20_000).ToString()), "application/json"),
            11 => Typed(Bombs.Gzip(1 << 20), "application/json"),
            12 => Typed(Encoding.UTF8.GetBytes($"{{\"input\":\"{new string('a', 1_000_000)}\",\"text\":\"{new string('a', 1_000_000)}\"}}"), "application/json"),
            13 => Typed(mutation.Bytes(3000), Types[random.Next(Types.Length)]),
            _ => Form(mutation),
        };
    }

    private static ByteArrayContent Typed(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private ByteArrayContent Form(Mutation mutation)
    {
        const string Boundary = "----x";
        using var form = new MemoryStream();
        string[] fields = ["name", "consent", "model", "language", "prompt", "response_format", "stream", "text", "title", "timestamp_granularities[]"];
        for (var parts = random.Next(12) == 0 ? 3000 : random.Next(6); parts >= 0; parts--)
        {
            var isFile = random.Next(3) == 0 || parts == 0;
            var (name, content) = isFile ? Bombs.All[random.Next(Bombs.All.Length)] : ("", mutation.Bytes(random.Next(20) == 0 ? 200_000 : 40));
            var field = isFile ? (random.Next(3) switch { 0 => "image", 1 => "file", _ => "document" }) : fields[random.Next(fields.Length)];
            content = !isFile && random.Next(2) == 0 ? "true"u8.ToArray() : content;
            var file = isFile ? $"; filename=\"{(random.Next(2) == 0 ? name : RestSeeds.Names[random.Next(RestSeeds.Names.Length)])}\"" : "";
            Write($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{field}\"{file}\r\n{(isFile ? "Content-Type: image/png\r\n" : "")}\r\n");
            form.Write(content);
            Write("\r\n");
        }

        Write(random.Next(4) == 0 ? "" : $"--{Boundary}--\r\n");
        var bytes = form.ToArray();
        for (var i = random.Next(8) == 0 ? 5 : 0; i > 0 && bytes.Length > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return Typed(random.Next(6) == 0 ? bytes[..random.Next(bytes.Length)] : bytes, $"multipart/form-data; boundary={Boundary}");

        void Write(string text) => form.Write(Encoding.UTF8.GetBytes(text));
    }
}
