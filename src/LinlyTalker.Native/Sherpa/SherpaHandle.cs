using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Lifetime;

namespace LinlyTalker.Native.Sherpa;

/// <summary>An object of sherpa-onnx and the function that gives it back.</summary>
public sealed class SherpaHandle : CountedHandle
{
    private readonly Action<nint> destroy;

    internal SherpaHandle(nint value, Action<nint> destroy)
        : base(value) => this.destroy = destroy;

    /// <summary>Owns what a function of the library returned.</summary>
    /// <param name="what">What was asked for, in words that go before "sherpa-onnx refuses".</param>
    /// <exception cref="NativeException">It returned nothing.</exception>
    internal static SherpaHandle Own(nint value, Action<nint> destroy, string what) => value != 0
        ? new SherpaHandle(value, destroy)
        : throw new NativeException($"sherpa-onnx refuses {what}: a file is missing, or its settings do not fit together.");

    protected override void Release(nint value) => destroy(value);
}
