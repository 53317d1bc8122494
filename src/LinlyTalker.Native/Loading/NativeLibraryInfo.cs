namespace LinlyTalker.Native.Loading;

/// <summary>What the resolver knows of one native library.</summary>
/// <param name="Name">The name that <c>[LibraryImport]</c> uses.</param>
/// <param name="FileNames">Its file names, best first; a <c>*</c> stands for a version.</param>
/// <param name="Folder">The folder below <c>native/npm/node_modules</c> that holds it, or null for a library of the system.</param>
/// <param name="InstallCommand">What a user types to get it.</param>
public sealed record NativeLibraryInfo(
    string Name,
    IReadOnlyList<string> FileNames,
    string? Folder,
    string InstallCommand);
