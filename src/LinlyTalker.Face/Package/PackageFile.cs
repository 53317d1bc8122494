using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Face.Package;

/// <summary>
/// The container: "LTAV", version and length of the JSON part (32 bits each, little-endian), the JSON part filled up to
/// a multiple of 8 with spaces, then the chunks, each at a multiple of 8.
/// </summary>
internal static class PackageFile
{
    public const int Version = 1;

    private const int PrefixLength = 12;
    private const int Alignment = 8;
    private const int LongestHead = 1 << 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static ReadOnlySpan<byte> Magic => "LTAV"u8;

    public static byte[] Write(PackageHead head, IEnumerable<(string Name, string Type, byte[] Bytes)> chunks)
    {
        var places = new Dictionary<string, PackageChunk>();
        using var body = new MemoryStream();
        foreach (var (name, type, bytes) in chunks)
        {
            body.Write(new byte[Padding((int)body.Length)]);
            places.Add(name, new((int)body.Length, bytes.Length, type));
            body.Write(bytes);
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(head with { Chunks = places }, Json);
        var file = new byte[PrefixLength + json.Length + Padding(PrefixLength + json.Length) + body.Length];
        file.AsSpan().Fill((byte)' ');
        Magic.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), Version);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8), file.Length - (int)body.Length - PrefixLength);
        json.CopyTo(file, PrefixLength);
        body.ToArray().CopyTo(file, file.Length - (int)body.Length);
        return file;
    }

    /// <exception cref="InputException">It is no package, one of another version, or damaged.</exception>
    public static (PackageHead Head, ReadOnlyMemory<byte> Body) Read(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        if (bytes.Length < PrefixLength || !bytes.StartsWith(Magic))
        {
            throw new InputException("This is no avatar package: it does not begin with LTAV.");
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        if (version != Version)
        {
            throw new InputException($"The avatar package has version {version}; version {Version} is read. Make it anew from its photo.");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (length < 0 || length > LongestHead || length > bytes.Length - PrefixLength)
        {
            throw Damaged("its first part does not end");
        }

        PackageHead? head;
        try
        {
            head = JsonSerializer.Deserialize<PackageHead>(bytes.Slice(PrefixLength, length), Json);
        }
        catch (JsonException e)
        {
            throw Damaged("its first part is no JSON of this version", e);
        }

        var body = file[(PrefixLength + length)..];
        foreach (var (name, chunk) in head?.Chunks ?? throw Damaged("its first part is empty"))
        {
            if (chunk is null || chunk.Offset < 0 || chunk.Length < 0 || chunk.Offset % Alignment != 0 || chunk.Offset > body.Length - chunk.Length)
            {
                throw Damaged($"the chunk {name} does not lie in it");
            }
        }

        return (head, body);
    }

    public static byte[] Bytes<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values).ToArray();

    public static InputException Damaged(string how, Exception? inner = null) => new($"The avatar package is damaged: {how}.", inner);

    private static int Padding(int length) => (Alignment - (length % Alignment)) % Alignment;
}
