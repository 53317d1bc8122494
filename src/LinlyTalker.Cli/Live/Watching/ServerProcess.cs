using System.Diagnostics;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Cli.Live.Watching;

/// <summary>A <c>linly serve</c> of our own, on a free port of this machine.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(15);

    private readonly Process process;
    private readonly Queue<string> said = [];
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public Uri Address => address.Task.Result;

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="arguments">Of <c>linly serve</c>, beside its port.</param>
    /// <exception cref="LinlyException">It ended instead; its own words say why.</exception>
    public static async Task<ServerProcess> StartAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "linly.exe" : "linly");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in (string[])["serve", "--port", "0", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        var server = new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        server.process.OutputDataReceived += (_, line) => server.Read(line.Data);
        server.process.ErrorDataReceived += (_, line) => server.Read(line.Data);
        server.process.Exited += (_, _) => server.ready.TrySetException(new LinlyException(
            $"The server ended before it was ready: {string.Join(' ', server.Said())}"));
        server.process.Start();
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        try
        {
            await server.ready.Task.WaitAsync(cancellation);
            await server.address.Task.WaitAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The last that it said.</summary>
    public IReadOnlyList<string> Said()
    {
        lock (said)
        {
            return [.. said];
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            // As Ctrl-C would; a server that does not end in time is ended.
            if (OperatingSystem.IsWindows())
            {
                process.Kill(entireProcessTree: true);
            }
            else
            {
                using var kill = Process.Start(new ProcessStartInfo("kill") { ArgumentList = { "-TERM", $"{process.Id}" } });
            }

            using var patience = new CancellationTokenSource(EndPatience);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (said)
        {
            said.Enqueue(line);
            while (said.Count > 50)
            {
                said.Dequeue();
            }
        }

        if (line.StartsWith("Listening at ", StringComparison.Ordinal) && Uri.TryCreate(line["Listening at ".Length..], UriKind.Absolute, out var at))
        {
            address.TrySetResult(at);
        }
        else if (line.StartsWith("Ready.", StringComparison.Ordinal))
        {
            ready.TrySetResult();
        }
    }
}
