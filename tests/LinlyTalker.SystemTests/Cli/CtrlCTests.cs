using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LinlyTalker.SystemTests.Cli;

/// <summary>SIGINT in the middle of the work: exit code 130, no half file, nobody left running.</summary>
public sealed partial class CtrlCTests : IDisposable
{
    private const int Interrupt = 2;
    private readonly string folder = Directory.CreateTempSubdirectory("linly-stop-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60000)]
    [InlineData(".part.wav", "say", "text.txt", "-o", "out.wav")]
    [InlineData(".part.mp3", "say", "text.txt", "-o", "out.mp3")]
    [InlineData(".part.mp4", "say", "text.txt", "-o", "out.mp4")]
    public async Task A_film_or_a_speech_that_is_stopped_leaves_nothing(string pending, params string[] arguments)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("signals are sent as Linux has them");
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "text.txt"), string.Concat(Enumerable.Repeat("One sentence follows another here. ", 2000)), Token);
        // A shell that starts something in the background lets it ignore SIGINT, and its children inherit that.
        var usual = LinlyProgram.Start(arguments, folder);
        var start = new ProcessStartInfo("env", ["--default-signal=INT", usual.FileName, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = Directory.CreateDirectory(Path.Combine(folder, "temporary")).FullName;
        using var program = Process.Start(start)!;
        try
        {
            program.StandardInput.Close();
            var error = program.StandardError.ReadToEndAsync(Token);
            while (!program.HasExited && !Directory.EnumerateFiles(folder).Any(f => f.EndsWith(pending, StringComparison.Ordinal)))
            {
                await Task.Delay(20, Token);
            }

            if (program.HasExited)
            {
                TestModels.SkipWhereMissing(await error);
                Assert.Fail($"It ended by itself: {await error}");
            }

            var children = Children(program.Id);
            Assert.Equal(0, Kill(program.Id, Interrupt));
            await program.WaitForExitAsync(Token);
            Assert.Equal(130, program.ExitCode);
            Assert.Equal("linly: Stopped.", (await error).Trim());
            Assert.DoesNotContain(children, id => Directory.Exists($"/proc/{id}"));
            Assert.Equal(["text.txt"], Directory.GetFiles(folder).Select(Path.GetFileName));
            Assert.Empty(Directory.GetFiles(Path.Combine(folder, "temporary")));
        }
        finally
        {
            program.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string[] Children(int id) =>
        [.. Directory.GetDirectories($"/proc/{id}/task")
            .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
