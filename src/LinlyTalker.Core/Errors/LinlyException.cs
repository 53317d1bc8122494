namespace LinlyTalker.Core.Errors;

/// <summary>
/// What a user is told: the message says what went wrong, where, and what to do next, in one or two sentences.
/// Everything that is a fault of input, set-up or machine derives from it; anything else is a bug.
/// </summary>
public class LinlyException(string message, Exception? inner = null) : Exception(message, inner);
