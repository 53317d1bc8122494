using LinlyTalker.Core.Errors;

namespace LinlyTalker.Client.Sessions;

/// <summary>The server cannot be reached, refuses, went away, or speaks something else.</summary>
public sealed class RealtimeException(string message, Exception? inner = null) : LinlyException(message, inner);
