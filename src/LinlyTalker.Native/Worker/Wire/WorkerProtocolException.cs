using LinlyTalker.Core.Errors;

namespace LinlyTalker.Native.Worker.Wire;

/// <summary>What came over the pipe is not the worker's protocol; the connection cannot be used any more.</summary>
public sealed class WorkerProtocolException(string message, Exception? inner = null) : LinlyException(message, inner);
