using System.Buffers.Binary;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Media.Flv;

/// <summary>
/// An AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3): the stream's parameter sets, and how long the lengths
/// before its parts are.
/// </summary>
internal sealed class AvcConfiguration
{
    private static ReadOnlySpan<byte> StartCode => [0, 0, 0, 1];

    private readonly int lengthSize;
    private readonly byte[] parameterSets; // Annex B

    /// <exception cref="NativeException">It is no such record.</exception>
    public AvcConfiguration(ReadOnlySpan<byte> record)
    {
        if (record.Length < 7 || record[0] != 1)
        {
            throw Wrong();
        }

        Codec = $"avc1.{record[1]:x2}{record[2]:x2}{record[3]:x2}";
        lengthSize = (record[4] & 3) + 1;
        var sets = new List<byte>();
        var rest = TakeSets(record[6..], record[5] & 31, sets);
        TakeSets(rest.IsEmpty ? throw Wrong() : rest[1..], rest[0], sets);
        parameterSets = [.. sets];
    }

    /// <summary>As RFC 6381 names it.</summary>
    public string Codec { get; }

    /// <summary>Puts start codes in place of lengths, and the parameter sets before a key frame.</summary>
    /// <exception cref="NativeException">A length points beyond the picture.</exception>
    public byte[] ToAnnexB(ReadOnlySpan<byte> picture, bool isKey)
    {
        var prefix = isKey ? parameterSets.Length : 0;
        var unit = new byte[prefix + picture.Length + (Count(picture) * (StartCode.Length - lengthSize))];
        parameterSets.AsSpan(0, prefix).CopyTo(unit);
        var at = prefix;
        for (var rest = picture; !rest.IsEmpty;)
        {
            var part = Part(rest);
            StartCode.CopyTo(unit.AsSpan(at));
            part.CopyTo(unit.AsSpan(at + StartCode.Length));
            at += StartCode.Length + part.Length;
            rest = rest[(lengthSize + part.Length)..];
        }

        return unit;
    }

    private static ReadOnlySpan<byte> TakeSets(ReadOnlySpan<byte> from, int count, List<byte> into)
    {
        for (var i = 0; i < count; i++)
        {
            var length = from.Length < 2 ? throw Wrong() : BinaryPrimitives.ReadUInt16BigEndian(from);
            from = from[2..];
            into.AddRange(StartCode);
            into.AddRange(length > from.Length ? throw Wrong() : from[..length]);
            from = from[length..];
        }

        return from;
    }

    private int Count(ReadOnlySpan<byte> picture)
    {
        var count = 0;
        for (; !picture.IsEmpty; count++)
        {
            picture = picture[(lengthSize + Part(picture).Length)..];
        }

        return count;
    }

    private ReadOnlySpan<byte> Part(ReadOnlySpan<byte> rest)
    {
        uint length = 0;
        for (var i = 0; i < lengthSize; i++)
        {
            length = (length << 8) | (rest.Length < lengthSize ? throw Wrong() : rest[i]);
        }

        return length > rest.Length - lengthSize ? throw Wrong() : rest.Slice(lengthSize, (int)length);
    }

    private static NativeException Wrong() => new("ffmpeg gave H.264 that cannot be read: a length points beyond its end.");
}
