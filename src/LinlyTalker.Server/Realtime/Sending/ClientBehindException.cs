using LinlyTalker.Core.Errors;

namespace LinlyTalker.Server.Realtime.Sending;

/// <summary>A client does not read what it is sent.</summary>
internal sealed class ClientBehindException(string message) : LinlyException(message);
