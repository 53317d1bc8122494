namespace LinlyTalker.Core.Errors;

/// <summary>What the user gave cannot be used: a file, a text, an option.</summary>
public class InputException(string message, Exception? inner = null) : LinlyException(message, inner);
