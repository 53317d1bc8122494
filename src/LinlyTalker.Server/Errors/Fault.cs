using Microsoft.Extensions.Logging;

namespace LinlyTalker.Server.Errors;

/// <summary>Tells the log of a fault of ours: what and where. Not its message, which may hold what somebody said.</summary>
internal static class Fault
{
    public static void Tell(ILogger log, string what, Exception exception)
    {
        for (var at = exception; at is not null; at = at.InnerException)
        {
            log.LogError("{What}: {Kind}\n{Where}", what, at.GetType().FullName, at.StackTrace);
            what = "Because of";
        }
    }
}
