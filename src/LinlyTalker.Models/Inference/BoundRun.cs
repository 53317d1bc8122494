using LinlyTalker.Native.Onnx;

namespace LinlyTalker.Models.Inference;

/// <summary>
/// A run whose tensors are fixed: fill the inputs, call <see cref="Run"/>, read the outputs, again and again without
/// allocating. For nets that stream. One thread at a time.
/// </summary>
public sealed class BoundRun : IDisposable
{
    private readonly OrtCall call;
    private readonly OrtRunOptions options = OrtRunOptions.Create();

    internal BoundRun(OrtCall call) => this.call = call;

    /// <exception cref="OperationCanceledException">The token ended the run; the outputs hold nothing of use.</exception>
    /// <exception cref="OrtException">A tensor does not fit the model.</exception>
    public void Run(CancellationToken cancellationToken = default) => Stoppable.Run(call, options, cancellationToken);

    public void Dispose()
    {
        call.Dispose();
        options.Dispose();
    }
}
