namespace LinlyTalker.Cli.Live.Watching;

/// <summary>What a process and its children take, at a moment.</summary>
/// <param name="At">Seconds since the run began.</param>
/// <param name="Resident">Bytes of the process.</param>
/// <param name="Children">Bytes of its workers and encoders.</param>
/// <param name="Cpu">Seconds of processor so far, all together.</param>
/// <param name="Handles">Open files and sockets of the process.</param>
internal sealed record ProcessSample(double At, long Resident, long Children, double Cpu, int Threads, int Handles, int Processes)
{
    /// <summary>Live handles of native libraries, where the server tells.</summary>
    public double? NativeHandles { get; init; }

    /// <summary>Bytes of live managed objects, where the server tells.</summary>
    public double? Managed { get; init; }
}
