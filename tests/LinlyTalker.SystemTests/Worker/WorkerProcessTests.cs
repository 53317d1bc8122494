using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Worker;
using LinlyTalker.Native.Worker.Wire;

namespace LinlyTalker.SystemTests.Worker;

/// <summary>The worker as a real process, and all that a library may do to it.</summary>
public partial class WorkerProcessTests
{
    private const int Patience = 60_000;
    private const int Stop = 19; // SIGSTOP on Linux.
    private static readonly WorkerOptions Options = new() { Service = "probe" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_hundred_requests_at_once_are_answered()
    {
        await using var client = new WorkerClient(Options);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Ask(client, "echo", $"{i}")));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), answers);
    }

    [Fact(Timeout = Patience)]
    public async Task A_message_of_megabytes_goes_there_and_back()
    {
        await using var client = new WorkerClient(Options);
        var bytes = new byte[8_000_000];
        new Random(1).NextBytes(bytes);
        Assert.True((await client.AskAsync("echo", bytes, Token)).Span.SequenceEqual(bytes));
    }

    [Fact(Timeout = Patience)]
    public async Task What_a_library_prints_does_not_reach_the_protocol()
    {
        await using var client = new WorkerClient(Options);
        Assert.Equal("printed", await Ask(client, "print", "INFO: a library likes to talk"));
        Assert.Equal("clean", await Ask(client, "echo", "clean"));
    }

    [Fact(Timeout = Patience)]
    public async Task An_abort_fails_what_is_open_says_how_and_the_next_request_starts_again()
    {
        await using var client = new WorkerClient(Options);
        var before = await Pid(client);
        await using var open = await client.OpenAsync("echo", default, Token);
        var error = await Assert.ThrowsAsync<WorkerDiedException>(() => Ask(client, "abort"));
        Assert.Contains("SIGABRT", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<WorkerDiedException>(async () => await open.ReadAllAsync(Token).CountAsync(Token));
        Assert.NotEqual(before, await Pid(client));
    }

    [Fact(Timeout = Patience)]
    public async Task A_library_that_calls_exit_is_a_death_too()
    {
        await using var client = new WorkerClient(Options);
        var error = await Assert.ThrowsAsync<WorkerDiedException>(() => Ask(client, "exit", "7"));
        Assert.Contains("exit code 7", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task Killed_in_the_middle_of_a_request_it_is_asked_once_more_and_a_second_death_is_the_request_s_own()
    {
        await using var client = new WorkerClient(Options);
        var pid = await Pid(client);
        var sleep = Ask(client, "sleep", "1000");
        Kill(pid);
        var successor = await Successor(client, pid);
        Kill(successor);
        var error = await Assert.ThrowsAsync<WorkerDiedException>(() => sleep);
        Assert.Contains("SIGKILL", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(await Pid(client), new[] { pid, successor });
    }

    [Fact(Timeout = Patience)]
    public async Task Killed_between_two_requests_the_second_is_answered_by_its_successor()
    {
        await using var client = new WorkerClient(Options);
        for (var i = 0; i < 10; i++)
        {
            var pid = await Pid(client);
            Kill(pid);
            await Gone(pid);
            Assert.Equal("here", await Ask(client, "echo", "here"));

            Kill(client.ProcessId!.Value);
            await using var call = await client.OpenAsync("echo", "by pieces"u8.ToArray(), Token);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_request_that_hangs_is_given_up_and_the_process_with_it()
    {
        await using var client = new WorkerClient(
            Options with { CallTimeout = TimeSpan.FromSeconds(1), StopGrace = TimeSpan.FromSeconds(1) });
        var pid = await Pid(client);
        await Assert.ThrowsAsync<WorkerTimeoutException>(() => Ask(client, "spin"));
        await Gone(pid);
        Assert.NotEqual(pid, await Pid(client));
    }

    [Fact(Timeout = Patience)]
    public async Task A_process_that_stands_still_is_ended()
    {
        await using var client = new WorkerClient(Options with { SilenceTimeout = TimeSpan.FromSeconds(3) });
        var pid = await Pid(client);
        var sleep = Ask(client, "sleep", "1000");
        Assert.Equal(0, Signal(pid, Stop));
        var error = await Assert.ThrowsAsync<WorkerDiedException>(() => sleep);
        Assert.Contains("no sign of life", error.Message, StringComparison.Ordinal);
        await Gone(pid);
    }

    [Fact(Timeout = Patience)]
    public async Task Disposing_leaves_no_process_even_when_a_method_is_stuck()
    {
        var client = new WorkerClient(Options);
        var pid = await Pid(client);
        var stuck = Ask(client, "spin");
        await client.DisposeAsync();
        await Assert.ThrowsAsync<WorkerDiedException>(() => stuck);
        await Gone(pid);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Ask(client, "echo"));
    }

    [Fact(Timeout = Patience)]
    public async Task It_ends_when_its_parents_pipe_does()
    {
        var start = new ProcessStartInfo(WorkerExecutable.Find(), ["probe"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        using var writer = new FrameWriter(process.StandardInput.BaseStream);
        writer.Write(Hello.Of("probe").ToFrame());
        writer.Write(new Frame(FrameKind.Open, 1, OpenPayload.Write("spin", default)));
        process.StandardInput.Close();
        await process.WaitForExitAsync(Token);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact(Timeout = Patience)]
    public async Task Garbage_to_the_worker_ends_it_with_a_sentence()
    {
        var start = new ProcessStartInfo(WorkerExecutable.Find(), ["probe"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync("this is not the protocol\n");
        await process.StandardInput.FlushAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.Equal(3, process.ExitCode);
        Assert.Contains("no frame", await process.StandardOutput.ReadToEndAsync(Token), StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_program_that_is_no_worker_is_told_apart()
    {
        await using var chatty = new WorkerClient(Options with { Executable = "/bin/echo" });
        await Assert.ThrowsAnyAsync<LinlyException>(() => Ask(chatty, "echo"));
        await using var mute = new WorkerClient(Options with { Executable = "/bin/cat" });
        await Assert.ThrowsAnyAsync<LinlyException>(() => Ask(mute, "echo"));
        await using var absent = new WorkerClient(Options with { Executable = "/nowhere/linly-worker" });
        var error = await Assert.ThrowsAnyAsync<LinlyException>(() => Ask(absent, "echo"));
        Assert.Contains("/nowhere/linly-worker", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task An_unknown_service_says_which_there_are()
    {
        await using var client = new WorkerClient(new WorkerOptions { Service = "piano" });
        var error = await Assert.ThrowsAsync<WorkerDiedException>(() => Ask(client, "echo"));
        Assert.Contains("probe", error.Message, StringComparison.Ordinal);
    }

    private static async Task<string> Ask(WorkerClient client, string method, string argument = "") =>
        Encoding.UTF8.GetString((await client.AskAsync(method, Encoding.UTF8.GetBytes(argument), Token)).Span);

    private static async Task<int> Pid(WorkerClient client)
    {
        await Ask(client, "echo", "x");
        return client.ProcessId!.Value;
    }

    private static async Task<int> Successor(WorkerClient client, int pid)
    {
        while (true)
        {
            if (client.ProcessId is { } id and not 0 && id != pid)
            {
                return id;
            }

            await Task.Delay(10, Token);
        }
    }

    private static void Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
    }

    private static async Task Gone(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            await process.WaitForExitAsync(Token);
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int pid, int signal);
}
