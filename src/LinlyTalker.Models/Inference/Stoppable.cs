using LinlyTalker.Native.Onnx;

namespace LinlyTalker.Models.Inference;

/// <summary>Lets a cancellation token end a run in the middle of the graph.</summary>
internal static class Stoppable
{
    public static void Run(OrtCall call, OrtRunOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using (cancellationToken.UnsafeRegister(static state => ((OrtRunOptions)state!).Terminate(), options))
            {
                call.Run(options);
            }
        }
        catch (OrtException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        finally
        {
            // Also when the run won the race: the options serve the next run too.
            if (cancellationToken.IsCancellationRequested)
            {
                options.Reset();
            }
        }
    }
}
