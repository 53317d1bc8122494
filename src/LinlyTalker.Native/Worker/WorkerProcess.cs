using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Native.Worker;

/// <summary>The worker as a child process. Its standard error is drained; the last of it explains how it ended.</summary>
internal sealed class WorkerProcess : IWorkerLink
{
    private const int TailLength = 2048;

    private readonly Process process;
    private readonly StringBuilder tail = new();
    private readonly Thread drain;

    private WorkerProcess(Process process)
    {
        this.process = process;
        drain = new Thread(Drain) { IsBackground = true, Name = "worker's standard error" };
        drain.Start();
        Ended = WaitAsync();
    }

    public Stream Input => process.StandardInput.BaseStream;

    public Stream Output => process.StandardOutput.BaseStream;

    public Task<string> Ended { get; }

    public static WorkerProcess Start(WorkerOptions options)
    {
        var program = WorkerExecutable.Find(options.Executable);
        var start = new ProcessStartInfo(program, [options.Service])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A child that is ended at once would leave the sockets of its debugger behind.
        start.Environment.TryAdd("DOTNET_EnableDiagnostics", "0");
        start.Environment.TryAdd("DOTNET_ROOT", WorkerExecutable.DotnetRoot);
        foreach (var (name, value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return new WorkerProcess(Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            throw new LinlyException($"The worker {program} cannot be started: {e.Message}.", e);
        }
    }

    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself meanwhile.
        }
    }

    public void Dispose()
    {
        Kill();
        Ended.ContinueWith(_ => process.Dispose(), TaskScheduler.Default);
    }

    private async Task<string> WaitAsync()
    {
        await process.WaitForExitAsync().ConfigureAwait(false);
        drain.Join(TimeSpan.FromSeconds(1));
        var how = ExitWords.Of(process.ExitCode);
        lock (tail)
        {
            var words = tail.ToString().Trim();
            return words.Length == 0 ? how : $"{how}, saying: {words}";
        }
    }

    private void Drain()
    {
        var buffer = new char[1024];
        try
        {
            while (process.StandardError.Read(buffer) is > 0 and var count)
            {
                lock (tail)
                {
                    tail.Append(buffer, 0, count);
                    tail.Remove(0, Math.Max(0, tail.Length - TailLength));
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The pipe went with the process; what was read stands.
        }
    }
}
