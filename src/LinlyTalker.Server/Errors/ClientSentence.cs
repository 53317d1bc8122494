using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Server.Errors;

/// <summary>What a client is told of an organ's failure: a sentence that was made for it, or ours. The log gets the rest.</summary>
internal static class ClientSentence
{
    /// <param name="ours">Instead of what may tell of this machine: its paths, its users' names.</param>
    public static string Of(Exception exception, string ours) => IsForClients(exception) ? exception.Message : ours;

    /// <summary>A fault of what the client asked for; of files only where none is named.</summary>
    public static bool IsForClients(Exception exception) =>
        exception is UnknownNameException || (exception is InputException && NamesNoPlace(exception));

    /// <summary>What cannot be done now, said without the places of this machine.</summary>
    public static string Unavailable(LinlyException exception) =>
        NamesNoPlace(exception) ? exception.Message : "The server cannot do this now; its log says why.";

    private static bool NamesNoPlace(Exception exception) => exception.Message.AsSpan().IndexOfAny('/', '\\') < 0;
}
