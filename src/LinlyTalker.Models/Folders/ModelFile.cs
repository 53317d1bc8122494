namespace LinlyTalker.Models.Folders;

/// <summary>One file of a model.</summary>
/// <param name="Path">Relative to the folder, parts separated by <c>/</c>; see <see cref="RelativePath"/>.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
public sealed record ModelFile(string Path, long Size, string Sha256);
