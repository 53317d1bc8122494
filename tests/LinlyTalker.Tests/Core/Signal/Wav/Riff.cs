using System.Runtime.InteropServices;
using System.Text;

namespace LinlyTalker.Tests.Core.Signal.Wav;

/// <summary>Puts RIFF files together by hand, right or wrong.</summary>
internal static class Riff
{
    public static MemoryStream Wav(int tag, int channels, int bits, byte[] data) =>
        File([("fmt ", Format(tag, channels, 16000, bits, [])), ("data", data)]);

    public static byte[] Format(int tag, int channels, int rate, int bits, byte[] extra)
    {
        var block = channels * bits / 8;
        var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write((ushort)tag);
        writer.Write((ushort)channels);
        writer.Write(rate);
        writer.Write(rate * block);
        writer.Write((ushort)block);
        writer.Write((ushort)bits);
        writer.Write(extra);
        return bytes.ToArray();
    }

    public static MemoryStream File(IEnumerable<(string Id, byte[] Data)> chunks)
    {
        var stream = new MemoryStream();
        var writer = new BinaryWriter(stream);
        writer.Write("RIFF\0\0\0\0WAVE"u8);
        foreach (var (id, data) in chunks)
        {
            writer.Write(Encoding.ASCII.GetBytes(id));
            writer.Write(data.Length);
            writer.Write(data);
            writer.Write(new byte[data.Length % 2]);
        }

        writer.Flush();
        Patch(stream, 4, (uint)stream.Length - 8);
        return stream;
    }

    public static void Patch(MemoryStream stream, int at, uint value)
    {
        BitConverter.TryWriteBytes(stream.GetBuffer().AsSpan(at), value);
        stream.Position = 0;
    }

    public static byte[] Bytes<T>(T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
