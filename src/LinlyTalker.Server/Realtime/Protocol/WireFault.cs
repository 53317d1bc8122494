using LinlyTalker.Core.Errors;

namespace LinlyTalker.Server.Realtime.Protocol;

/// <summary>An event of the client that is not done as asked; becomes an <c>error</c> event, and the session goes on.</summary>
/// <param name="code">For programs.</param>
/// <param name="message">A sentence.</param>
/// <param name="parameter">The field that is wrong: <c>session.voice</c>.</param>
internal sealed class WireFault(string code, string message, string? parameter = null) : LinlyException(message)
{
    public string Code => code;

    public string? Parameter => parameter;

    /// <param name="eventId">Of the client's event that it answers.</param>
    public ErrorBody Body(string? eventId) => new("invalid_request_error", code, Message, parameter, eventId);
}
