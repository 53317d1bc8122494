namespace LinlyTalker.Server.Limits;

/// <summary>What one client may ask for, and all of them together. What is beyond is refused in a sentence.</summary>
public sealed record ServerLimits
{
    /// <summary>Bytes of a request's body, where it is no upload.</summary>
    public long Body { get; init; } = 8 << 20;

    /// <summary>Bytes of an uploaded sound, picture or document.</summary>
    public long Upload { get; init; } = 32 << 20;

    /// <summary>Characters of one text: what is to be said, asked or remembered.</summary>
    public int Characters { get; init; } = 100_000;

    /// <summary>The longest sound that is heard as a whole. A live conversation may be longer.</summary>
    public TimeSpan Audio { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Live conversations at once.</summary>
    public int Sessions { get; init; } = 200;

    /// <summary>Live conversations at once of one key.</summary>
    public int SessionsPerKey { get; init; } = 100;

    /// <summary>Requests that one key may make in the long run.</summary>
    public int RequestsPerMinute { get; init; } = 600;

    /// <summary>Requests that one key may make at once after it was quiet.</summary>
    public int RequestsInARow { get; init; } = 120;

    /// <summary>Requests of one key that are worked on at once, live conversations aside.</summary>
    public int RequestsAtOnce { get; init; } = 32;

    /// <summary>Open connections, live ones among them.</summary>
    public int Connections { get; init; } = 2000;

    /// <summary>Who has not sent the headers of a request by then is let go.</summary>
    public TimeSpan Headers { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A connection without a request stays open so long.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Bytes a second below which a sender or a reader is let go, after some seconds of grace.</summary>
    public double SlowestBytesPerSecond { get; init; } = 240;

    /// <summary>A live connection is asked this often whether somebody is there, and closed when nobody answers for as long again.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(20);
}
