namespace LinlyTalker.Core.Errors;

/// <summary>A model is not on this machine; the message names the command that fetches it.</summary>
public sealed class ModelMissingException(string message, Exception? inner = null) : LinlyException(message, inner);

/// <summary>A file is not what it should be; the message says what is wrong and where in the file.</summary>
public class ModelFormatException(string message, Exception? inner = null) : LinlyException(message, inner);
