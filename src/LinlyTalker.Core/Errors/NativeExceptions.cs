namespace LinlyTalker.Core.Errors;

/// <summary>A native library reported an error: what was called, and the library's own words.</summary>
public class NativeException(string message, Exception? inner = null) : LinlyException(message, inner);

/// <summary>A native library was not found: where was looked, and the command that installs it.</summary>
public sealed class NativeLibraryMissingException(string message, Exception? inner = null)
    : LinlyException(message, inner);
