using System.Runtime.InteropServices;
using LinlyTalker.Native.Lifetime;
using static LinlyTalker.Native.Onnx.OrtLibrary;

namespace LinlyTalker.Native.Onnx;

/// <summary>
/// A tensor whose memory does not move: either its own (64-byte aligned, zeroed) or the runtime's, for an output
/// that a run made.
/// </summary>
public sealed unsafe class OrtValue : CountedHandle
{
    private const nuint Alignment = 64;

    private readonly void* owned;

    private OrtValue(nint value, void* owned, void* data, OrtElementType type, long[] shape, int elements)
        : base(value)
    {
        this.owned = owned;
        Data = data;
        Type = type;
        Shape = shape;
        Elements = elements;
    }

    public OrtElementType Type { get; }

    public IReadOnlyList<long> Shape { get; }

    public int Elements { get; }

    /// <summary>The first element; valid until the value is disposed.</summary>
    internal void* Data { get; }

    /// <summary>The elements, row by row; valid until the value is disposed.</summary>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> is not what the tensor holds.</exception>
    public Span<T> Span<T>()
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return sizeof(T) == Type.Size()
            ? new Span<T>(Data, Elements)
            : throw new InvalidOperationException($"The tensor holds {Type}, not {typeof(T).Name}.");
    }

    /// <summary>A tensor of zeros.</summary>
    public static OrtValue Create(OrtElementType type, ReadOnlySpan<long> shape)
    {
        var elements = Count(shape);
        var bytes = (nuint)elements * (nuint)type.Size();
        var data = NativeMemory.AlignedAlloc(Math.Max(bytes, 1), Alignment);
        NativeMemory.Clear(data, bytes);
        nint value;
        try
        {
            fixed (long* dimensions = shape)
            {
                Check(
                    Api->CreateTensorWithDataAsOrtValue(CpuMemory, data, bytes, dimensions, (nuint)shape.Length, (int)type, &value),
                    "make a tensor");
            }
        }
        catch
        {
            NativeMemory.AlignedFree(data);
            throw;
        }

        return new OrtValue(value, data, data, type, shape.ToArray(), elements);
    }

    /// <summary>Takes over a value that a run made.</summary>
    internal static OrtValue TakeOver(nint value)
    {
        nint info = 0;
        try
        {
            int isTensor;
            Check(Api->IsTensor(value, &isTensor), "look at an output");
            if (isTensor == 0)
            {
                throw new OrtException(OrtErrorCode.NotImplemented, "A model gave an output that is not a tensor; only tensors are supported.");
            }

            Check(Api->GetTensorTypeAndShape(value, &info), "read the shape of an output");
            var (type, shape) = TensorInfo.TypeAndShape(info);
            void* data;
            Check(Api->GetTensorMutableData(value, &data), "read an output");
            return new OrtValue(value, null, data, type, shape, Count(shape));
        }
        catch
        {
            Api->ReleaseValue(value);
            throw;
        }
        finally
        {
            if (info != 0)
            {
                Api->ReleaseTensorTypeAndShapeInfo(info);
            }
        }
    }

    protected override void Release(nint value)
    {
        Api->ReleaseValue(value);
        NativeMemory.AlignedFree(owned);
    }

    private static int Count(ReadOnlySpan<long> shape)
    {
        var count = 1L;
        foreach (var side in shape)
        {
            count = checked(count * side);
        }

        return count is >= 0 and <= int.MaxValue
            ? (int)count
            : throw new ArgumentException($"A tensor of shape ({string.Join(", ", shape.ToArray())}) is not possible here.");
    }
}
