using LinlyTalker.Core.Errors;

namespace LinlyTalker.Models.Fetching;

/// <summary>Something could not be fetched; the message says from where, why, and what to do.</summary>
public sealed class FetchException(string message, Exception? inner = null) : LinlyException(message, inner);
