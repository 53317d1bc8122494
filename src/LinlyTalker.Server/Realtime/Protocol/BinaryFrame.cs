using System.Buffers.Binary;

namespace LinlyTalker.Server.Realtime.Protocol;

internal enum FrameKind : byte
{
    /// <summary>From the client: sound in the input format.</summary>
    Microphone = 1,

    /// <summary>Sound in the output format; the position is in its samples since the reply's speech began.</summary>
    Speech = 2,

    /// <summary>Little-endian 16-bit thousandths; the position is the first frame, 50 a second.</summary>
    Motion = 3,

    /// <summary>
    /// A picture; the position is in microseconds since its stream began. The payload is where in the turn's speech it belongs
    /// (int64, microseconds; −1: nothing is said), then an H.264 access unit.
    /// </summary>
    Video = 4,

    /// <summary>From the client: a JPEG picture of the user.</summary>
    Camera = 5,
}

/// <summary>
/// A binary message: kind (1 byte), flags (1 byte; 1: a key frame), two bytes of zero, turn (int32), position (int64), all
/// little-endian, then the payload.
/// </summary>
internal readonly record struct BinaryFrame(FrameKind Kind, bool IsKey, int Turn, long Position, ReadOnlyMemory<byte> Payload)
{
    public const int HeaderLength = 16;

    public byte[] Write()
    {
        var message = new byte[HeaderLength + Payload.Length];
        message[0] = (byte)Kind;
        message[1] = IsKey ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(4), Turn);
        BinaryPrimitives.WriteInt64LittleEndian(message.AsSpan(8), Position);
        Payload.Span.CopyTo(message.AsSpan(HeaderLength));
        return message;
    }

    /// <exception cref="WireFault">It is shorter than its header, or of no known kind.</exception>
    public static BinaryFrame Read(ReadOnlyMemory<byte> message)
    {
        if (message.Length < HeaderLength || !Enum.IsDefined((FrameKind)message.Span[0]))
        {
            throw new WireFault(
                "invalid_frame", $"A binary message begins with {HeaderLength} bytes: kind, flags, 0, 0, turn (int32), position (int64).");
        }

        var span = message.Span;
        return new BinaryFrame(
            (FrameKind)span[0],
            (span[1] & 1) != 0,
            BinaryPrimitives.ReadInt32LittleEndian(span[4..]),
            BinaryPrimitives.ReadInt64LittleEndian(span[8..]),
            message[HeaderLength..]);
    }
}
