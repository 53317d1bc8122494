using LinlyTalker.Native.Onnx;

namespace LinlyTalker.Models.Inference;

/// <summary>
/// Numbers in rows, in memory that does not move. Who made it disposes it; a <see cref="BoundRun"/> keeps the memory
/// alive as long as it needs it.
/// </summary>
public sealed class Tensor : IDisposable
{
    internal Tensor(OrtValue value) => Value = value;

    public OrtElementType Type => Value.Type;

    public IReadOnlyList<long> Shape => Value.Shape;

    /// <summary>Number of elements.</summary>
    public int Length => Value.Elements;

    internal OrtValue Value { get; }

    /// <summary>A tensor of zeros.</summary>
    /// <exception cref="ArgumentException">The shape has a negative side or too many elements.</exception>
    public static Tensor Zeros<T>(params ReadOnlySpan<long> shape)
        where T : unmanaged => new(OrtValue.Create(OrtElementTypes.Of<T>(), shape));

    /// <summary>A tensor with a copy of <paramref name="elements"/>, row by row.</summary>
    /// <exception cref="ArgumentException">The shape does not hold as many.</exception>
    public static Tensor Of<T>(ReadOnlySpan<T> elements, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        var tensor = Zeros<T>(shape);
        if (tensor.Length != elements.Length)
        {
            tensor.Dispose();
            throw new ArgumentException($"{elements.Length} elements do not fill a tensor of {tensor.Length}.", nameof(elements));
        }

        elements.CopyTo(tensor.Span<T>());
        return tensor;
    }

    /// <summary>The elements, row by row; valid until the tensor is disposed.</summary>
    public Span<T> Span<T>()
        where T : unmanaged => Value.Span<T>();

    public void Dispose() => Value.Dispose();
}
