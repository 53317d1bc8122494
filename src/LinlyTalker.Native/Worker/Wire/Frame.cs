namespace LinlyTalker.Native.Worker.Wire;

/// <summary>What a frame is for. Values are the wire's own and never change their meaning.</summary>
public enum FrameKind : byte
{
    /// <summary>Both ways, first of all: <see cref="Wire.Hello"/> as JSON. Request 0.</summary>
    Hello = 1,

    /// <summary>To the worker: opens a request; see <see cref="OpenPayload"/>.</summary>
    Open = 2,

    /// <summary>To the worker: a piece of the request's input.</summary>
    Input = 3,

    /// <summary>To the worker: no more input.</summary>
    EndInput = 4,

    /// <summary>To the worker: nobody wants the rest; the request still ends with Done or Error.</summary>
    Cancel = 5,

    /// <summary>To the worker: end the process. Request 0.</summary>
    Shutdown = 6,

    /// <summary>From the worker: a piece of the request's result.</summary>
    Output = 7,

    /// <summary>From the worker: the request has ended well.</summary>
    Done = 8,

    /// <summary>From the worker: the request has failed, <see cref="WorkerError"/> as JSON; request 0: the worker itself.</summary>
    Error = 9,

    /// <summary>From the worker, once a second: it lives. Request 0.</summary>
    Heartbeat = 10,

    /// <summary>Both ways: so many bytes (uint32) were consumed; the other side may send as many more.</summary>
    Credit = 11,
}

/// <summary>
/// What goes over the pipes. On the wire: 'L', 'W', kind, 0, request id (uint32), payload length (uint32), all
/// little-endian, then the payload.
/// </summary>
public readonly record struct Frame(FrameKind Kind, uint Request, ReadOnlyMemory<byte> Payload = default)
{
    public const int HeaderLength = 12;

    /// <summary>64 MiB: a longer payload is refused on either side.</summary>
    public const int MaxPayload = 64 << 20;
}
