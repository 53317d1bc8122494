using System.Runtime.InteropServices;
using System.Text;
using LinlyTalker.Native.Lifetime;
using static LinlyTalker.Native.Onnx.OrtLibrary;

namespace LinlyTalker.Native.Onnx;

/// <summary>A loaded model. Runs from several threads at once are allowed.</summary>
public sealed unsafe class OrtSession : CountedHandle
{
    private OrtSession(nint value)
        : base(value)
    {
    }

    private static nint Allocator
    {
        get
        {
            nint allocator;
            Check(Api->GetAllocatorWithDefaultOptions(&allocator), "find its allocator");
            return allocator;
        }
    }

    /// <exception cref="OrtException">The file is absent or is not a model.</exception>
    public static OrtSession Open(string path, OrtSessionOptions options)
    {
        nint value;

        // ORTCHAR_T is UTF-16 on Windows and UTF-8 elsewhere.
        var encoding = OperatingSystem.IsWindows() ? Encoding.Unicode : Encoding.UTF8;
        fixed (byte* name = encoding.GetBytes(path + '\0'))
        {
            var status = Api->CreateSession(OrtEnvironment.Shared.DangerousGetHandle(), name, options.DangerousGetHandle(), &value);
            GC.KeepAlive(options);
            Check(status, $"open {path}");
        }

        return new OrtSession(value);
    }

    /// <param name="name">What the model is called in an error.</param>
    /// <exception cref="OrtException">The bytes are not a model.</exception>
    public static OrtSession Open(ReadOnlySpan<byte> model, string name, OrtSessionOptions options)
    {
        nint value;
        fixed (byte* bytes = model)
        {
            var status = Api->CreateSessionFromArray(OrtEnvironment.Shared.DangerousGetHandle(), bytes, (nuint)model.Length, options.DangerousGetHandle(), &value);
            GC.KeepAlive(options);
            Check(status, $"open {name}");
        }

        return new OrtSession(value);
    }

    public IReadOnlyList<TensorInfo> ReadInputs() => ReadInfos(Api->SessionGetInputCount, Api->SessionGetInputName, Api->SessionGetInputTypeInfo);

    public IReadOnlyList<TensorInfo> ReadOutputs() => ReadInfos(Api->SessionGetOutputCount, Api->SessionGetOutputName, Api->SessionGetOutputTypeInfo);

    /// <summary>The model's own key-value pairs (metadata_props).</summary>
    public IReadOnlyDictionary<string, string> ReadMetadata()
    {
        nint metadata;
        Check(Api->SessionGetModelMetadata(handle, &metadata), "read a model's metadata");
        try
        {
            byte** keys;
            long count;
            Check(Api->ModelMetadataGetCustomMetadataMapKeys(metadata, Allocator, &keys, &count), "list a model's metadata");
            var map = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < count; i++)
            {
                byte* value;
                Check(Api->ModelMetadataLookupCustomMetadataMap(metadata, Allocator, keys[i], &value), "read a model's metadata");
                map[TakeString(keys[i])] = TakeString(value);
            }

            Free(keys);
            return map;
        }
        finally
        {
            Api->ReleaseModelMetadata(metadata);
        }
    }

    protected override void Release(nint value) => Api->ReleaseSession(value);

    private TensorInfo[] ReadInfos(
        delegate* unmanaged[Cdecl]<nint, nuint*, nint> countOf,
        delegate* unmanaged[Cdecl]<nint, nuint, nint, byte**, nint> nameOf,
        delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint> typeOf)
    {
        nuint count;
        Check(countOf(handle, &count), "count a model's inputs and outputs");
        var infos = new TensorInfo[(int)count];
        for (var i = 0; i < infos.Length; i++)
        {
            byte* text;
            Check(nameOf(handle, (nuint)i, Allocator, &text), "name an input or output");
            var name = TakeString(text);
            nint type;
            Check(typeOf(handle, (nuint)i, &type), $"read the type of '{name}'");
            try
            {
                infos[i] = TensorInfo.Read(name, type);
            }
            finally
            {
                Api->ReleaseTypeInfo(type);
            }
        }

        return infos;
    }

    private static string TakeString(byte* text)
    {
        var value = Marshal.PtrToStringUTF8((nint)text) ?? "";
        Free(text);
        return value;
    }

    private static void Free(void* memory)
    {
        if (memory is not null)
        {
            Check(Api->AllocatorFree(Allocator, memory), "free memory");
        }
    }
}
