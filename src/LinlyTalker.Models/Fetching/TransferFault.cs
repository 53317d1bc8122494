namespace LinlyTalker.Models.Fetching;

/// <summary>A fault that another attempt may mend.</summary>
/// <param name="wait">How long the server asks to wait.</param>
/// <param name="isOffline">The server was not reached at all.</param>
internal sealed class TransferFault(string message, Exception? inner = null, TimeSpan? wait = null, bool isOffline = false)
    : Exception(message, inner)
{
    public TimeSpan? Wait { get; } = wait;

    public bool IsOffline { get; } = isOffline;
}
