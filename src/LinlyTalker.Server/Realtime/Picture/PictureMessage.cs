using System.Buffers.Binary;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Screen;
using LinlyTalker.Server.Realtime.Protocol;

namespace LinlyTalker.Server.Realtime.Picture;

/// <summary>Coded pictures as messages of the wire.</summary>
internal static class PictureMessage
{
    public static byte[] Text(ShownFrame frame, Dialect dialect)
    {
        var unit = frame.Picture;
        return EventCodec.Write(
            new AvatarVideoUnit(Position(unit), unit.IsKey, frame.Place?.Turn, Microseconds(frame.Place?.Time), unit.Data), dialect)!;
    }

    public static byte[] Binary(ShownFrame frame)
    {
        var unit = frame.Picture;
        var payload = new byte[sizeof(long) + unit.Data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(payload, Microseconds(frame.Place?.Time) ?? -1);
        unit.Data.CopyTo(payload.AsMemory(sizeof(long)));
        return new BinaryFrame(FrameKind.Video, unit.IsKey, frame.Place?.Turn ?? 0, Position(unit), payload).Write();
    }

    private static long Position(EncodedFrame unit) => unit.Position * 1_000_000 / unit.SampleRate;

    private static long? Microseconds(TimeSpan? time) => time is { } some ? (long)some.TotalMicroseconds : null;
}
