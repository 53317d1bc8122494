namespace LinlyTalker.Cli.Console;

/// <summary>What the program tells the shell; documented in the README.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Something went wrong; standard error says what.</summary>
    public const int Failure = 1;

    /// <summary>The command line was wrong, or something must be installed first and nobody was there to ask.</summary>
    public const int Usage = 2;

    /// <summary>All went well, and there was nothing to hear: silence.</summary>
    public const int NothingHeard = 3;

    /// <summary>A check was made and its answer is no (doctor, portrait check, models verify).</summary>
    public const int CheckFailed = 4;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Cancelled = 130;
}
