namespace LinlyTalker.Cli.Live.Watching;

/// <summary>What a process and its children take, at a moment.</summary>
/// <param name="At">Seconds since the run began.</param>
/// <param name="Resident">Bytes of the process.</param>
/// <param name="Children">Bytes of its workers and encoders.</param>
/// <param name="Cpu">Seconds of processor so far, all together.</param>
/// <param name="Handles">Open files and sockets of the process.</param>
internal sealed record ProcessSample(double At, long Resident, long Children, double Cpu, int Threads, int Handles, int Processes)
{
    /// <summary>Encoders of video among the children: how many, their resident bytes, and seconds of processor so far.</summary>
    public int Encoders { get; init; }

    public long EncoderBytes { get; init; }

    public double EncoderCpu { get; init; }

    /// <summary>Pictures that were late, and that were not read, where the server tells.</summary>
    public double? PicturesLate { get; init; }

    public double? PicturesUnread { get; init; }

    /// <summary>Live handles of native libraries, where the server tells.</summary>
    public double? NativeHandles { get; init; }

    /// <summary>Bytes of live managed objects, where the server tells.</summary>
    public double? Managed { get; init; }
}
