using LinlyTalker.Core.Errors;

namespace LinlyTalker.Native.Worker;

/// <summary>The worker's process ended or fell silent under a request. The next request starts it again.</summary>
public sealed class WorkerDiedException(string message, Exception? inner = null) : LinlyException(message, inner);

/// <summary>The worker lives but did not answer this request in time.</summary>
public sealed class WorkerTimeoutException(string message, Exception? inner = null) : LinlyException(message, inner);
