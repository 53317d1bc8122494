using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace LinlyTalker.Models.Fetching;

/// <summary>
/// A program that fetches or unpacks packages (npm, apt-get, dpkg-deb), run as a child with an argument list and no
/// shell. The end of its standard error is kept for the message.
/// </summary>
internal sealed class PackageClient : IAsyncDisposable
{
    private const int KeptCharacters = 2000;

    private readonly Process process;
    private readonly Task<string> lastWords;
    private readonly string name;

    private PackageClient(Process process, string name)
    {
        this.process = process;
        this.name = name;
        lastWords = ReadEndAsync(process.StandardError);
    }

    /// <summary>What the program writes.</summary>
    public Stream Output => process.StandardOutput.BaseStream;

    /// <param name="folder">The child's working folder.</param>
    /// <param name="install">What to tell the user when the program is missing.</param>
    /// <exception cref="FetchException">There is no such program.</exception>
    public static PackageClient Start(string program, IEnumerable<string> arguments, string folder, string install)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Programs translate their words, and a message is easier to search for in English.
        start.Environment["LC_ALL"] = "C";
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new PackageClient(process, Path.GetFileName(program));
        }
        catch (Win32Exception fault)
        {
            throw new FetchException($"The program '{program}' is not on this machine; {install}.", fault);
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="FetchException">It failed, or took longer than <paramref name="longest"/>.</exception>
    public static async Task RunAsync(
        string program, IEnumerable<string> arguments, string folder, string install, TimeSpan longest, CancellationToken cancellation)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timed.CancelAfter(longest);
        var client = Start(program, arguments, folder, install);
        await using (client.ConfigureAwait(false))
        {
            try
            {
                await client.Output.CopyToAsync(Stream.Null, timed.Token).ConfigureAwait(false);
                await client.EndAsync(timed.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new FetchException($"{client.name} did not end within {longest.TotalMinutes:0} minutes; check the network and try again.");
            }
        }
    }

    /// <summary>Waits until the program ends well.</summary>
    /// <exception cref="FetchException">It did not; the message has its last words.</exception>
    public async Task EndAsync(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            var words = await lastWords.ConfigureAwait(false);
            throw new FetchException($"{name} ended with code {process.ExitCode}: {(words.Length == 0 ? "it said nothing" : words)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync().ConfigureAwait(false);
        }

        process.Dispose();
    }

    private static async Task<string> ReadEndAsync(StreamReader reader)
    {
        var kept = new StringBuilder();
        var buffer = new char[1024];
        int read;
        while ((read = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            kept.Append(buffer, 0, read);
            if (kept.Length > KeptCharacters)
            {
                kept.Remove(0, kept.Length - KeptCharacters);
            }
        }

        var lines = kept.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return string.Join("; ", lines.TakeLast(3));
    }
}
