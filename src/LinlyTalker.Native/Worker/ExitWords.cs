namespace LinlyTalker.Native.Worker;

internal static class ExitWords
{
    /// <summary>An exit code in words; 128 + n means the signal n on Unix.</summary>
    public static string Of(int code) => code switch
    {
        128 + 4 => "signal 4 (SIGILL)",
        128 + 6 => "signal 6 (SIGABRT)",
        128 + 7 => "signal 7 (SIGBUS)",
        128 + 8 => "signal 8 (SIGFPE)",
        128 + 9 => "signal 9 (SIGKILL: killed, or out of memory)",
        128 + 11 => "signal 11 (SIGSEGV)",
        128 + 15 => "signal 15 (SIGTERM)",
        > 128 and < 160 => $"signal {code - 128}",
        _ => $"exit code {code}",
    };
}
