using System.Text.Json;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Native.Worker.Wire;

/// <summary>A failure on its way to the client, where it is thrown as what it was in the worker.</summary>
/// <param name="Kind">Name of the exception's class, one of the <see cref="LinlyException"/> family.</param>
/// <param name="Message">The sentence.</param>
public sealed record WorkerError(string Kind, string Message)
{
    public static WorkerError Of(Exception error) => error is LinlyException
        ? new WorkerError(error.GetType().Name, error.Message)
        : new WorkerError(nameof(NativeException), $"The worker failed: {error.GetType().Name}: {error.Message}");

    public Frame ToFrame(uint request) =>
        new(FrameKind.Error, request, JsonSerializer.SerializeToUtf8Bytes(this, WireJson.Default.WorkerError));

    public static LinlyException Read(Frame frame)
    {
        var error = WireJson.Read(frame.Payload, WireJson.Default.WorkerError);
        return error.Kind switch
        {
            nameof(InputException) => new InputException(error.Message),
            nameof(ModelMissingException) => new ModelMissingException(error.Message),
            nameof(ModelFormatException) => new ModelFormatException(error.Message),
            nameof(NativeException) => new NativeException(error.Message),
            nameof(NativeLibraryMissingException) => new NativeLibraryMissingException(error.Message),
            nameof(WorkerProtocolException) => new WorkerProtocolException(error.Message),
            _ => new LinlyException(error.Message),
        };
    }
}
