using LinlyTalker.Core.Errors;

namespace LinlyTalker.Models.Homes;

/// <summary>A place on disk cannot be used: read-only, not ours, or full; the message says which and what to do.</summary>
public sealed class HomeException(string message, Exception? inner = null) : LinlyException(message, inner);
