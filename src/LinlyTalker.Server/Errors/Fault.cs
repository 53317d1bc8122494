using LinlyTalker.Core.Errors;
using Microsoft.Extensions.Logging;

namespace LinlyTalker.Server.Errors;

/// <summary>
/// Tells the log of a fault: what and where. Its message, which may hold what somebody said, only where everything is to be
/// told (trace), or where it is of those that speak of files and libraries alone.
/// </summary>
internal static class Fault
{
    public static void Tell(ILogger log, string what, Exception exception)
    {
        for (var at = exception; at is not null; at = at.InnerException)
        {
            var kind = at.GetType().FullName;
            log.LogError("{What}: {Kind}\n{Where}", what, IsOfTheMachine(at) ? $"{kind}: {at.Message}" : kind, at.StackTrace);
            log.LogTrace("{What}: {Message}", what, at.Message);
            what = "Because of";
        }
    }

    private static bool IsOfTheMachine(Exception exception) =>
        exception is ModelMissingException or ModelFormatException or NativeException or NativeLibraryMissingException;
}
