using LinlyTalker.Core.Errors;

namespace LinlyTalker.Storage.Database;

/// <summary>The database cannot be used; it was left as it is, and the message says what to do.</summary>
public sealed class StorageException(string message, Exception? inner = null) : LinlyException(message, inner);
