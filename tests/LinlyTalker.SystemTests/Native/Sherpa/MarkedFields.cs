using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using LinlyTalker.Native.Sherpa;

namespace LinlyTalker.SystemTests.Native.Sherpa;

/// <summary>A config whose every field says which it is: texts their own path, numbers their own value.</summary>
internal sealed class MarkedFields
{
    private const string Layout = "LinlyTalker.Native.Sherpa.Layout";

    private readonly byte[] bytes;
    private readonly Dictionary<int, string> texts = [];
    private readonly List<(string Path, string Printed)> fields = [];

    private MarkedFields(string name)
    {
        var type = typeof(SherpaLibrary).Assembly.GetType($"{Layout}.{name}", throwOnError: true)!;
        bytes = new byte[Marshal.SizeOf(type)];
        Fill(type, 0, "");
        Config = new MarkedConfig(name, bytes, texts);
    }

    public MarkedConfig Config { get; }

    /// <summary>Path of each field in the struct, and how a library that reads it there prints its value.</summary>
    public IReadOnlyList<(string Path, string Printed)> Fields => fields;

    public static MarkedFields Of(string name) => new(name);

    private void Fill(Type type, int offset, string path)
    {
        foreach (var field in type.GetFields())
        {
            var at = offset + (int)Marshal.OffsetOf(type, field.Name);
            var name = $"{path}.{field.Name}".TrimStart('.');
            if (field.FieldType.IsPointer)
            {
                texts[at] = $"<{name}>";
                fields.Add((name, $"\"<{name}>\""));
            }
            else if (field.FieldType == typeof(float))
            {
                var value = fields.Count + 0.25f;
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at), value);
                fields.Add((name, "=" + value.ToString(CultureInfo.InvariantCulture)));
            }
            else if (field.FieldType == typeof(int))
            {
                Write(at, field.Name, name);
            }
            else
            {
                Fill(field.FieldType, at, name);
            }
        }
    }

    /// <summary>Switches print as True; lengths must be those of their texts, which lie just before them.</summary>
    private void Write(int at, string field, string name)
    {
        var isSwitch = field is "Debug" or "EnableEndpoint" or "UsePnc" or "UsePunct" or "UseItn" or "Itn" or "ComputeConfidence"
            or "EnableTokenTimestamps" or "EnableSegmentTimestamps";
        var isLength = field.EndsWith("BufSize", StringComparison.Ordinal);
        var value = isSwitch ? 1 : isLength ? texts[at - sizeof(long)].Length : 1000 + fields.Count;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
        if (!isLength)
        {
            fields.Add((name, isSwitch ? "=True" : $"={value}"));
        }
    }
}
