using LinlyTalker.Core.Errors;

namespace LinlyTalker.Native.PocketSphinx;

/// <summary>
/// Keeps what the library says while a call may fail: its functions return a bare code and write the reason to a log
/// that the whole process shares. Between such calls the log is thrown away, since it grows with every utterance.
/// </summary>
internal sealed class PocketSphinxLog : IDisposable
{
    private const string Nowhere = "/dev/null";
    private readonly string file = Path.GetTempFileName();

    public PocketSphinxLog()
    {
        try
        {
            _ = PocketSphinxLibrary.err_set_logfile(file);
        }
        catch
        {
            // The library is missing, and nobody will dispose what was never made.
            File.Delete(file);
            throw;
        }
    }

    /// <summary>The exception for a failed call, with the library's last words about it.</summary>
    public NativeException Failure(string what)
    {
        // Lines read: ERROR: "file.c", line 12: what happened.
        var reasons = File.ReadLines(file)
            .Where(line => line.StartsWith("ERROR", StringComparison.Ordinal) || line.StartsWith("FATAL", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(": ", line.IndexOf("line ", StringComparison.Ordinal) + 1, StringComparison.Ordinal) + 2)..].Trim())
            .TakeLast(3)
            .ToList();
        var reason = reasons.Count == 0 ? "PocketSphinx gave no reason" : $"PocketSphinx says: {string.Join("; ", reasons)}";
        return new NativeException($"{what}: {reason.TrimEnd('.')}.");
    }

    public void Dispose()
    {
        _ = PocketSphinxLibrary.err_set_logfile(Nowhere);
        File.Delete(file);
    }
}
