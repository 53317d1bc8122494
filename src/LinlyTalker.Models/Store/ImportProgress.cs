namespace LinlyTalker.Models.Store;

/// <summary>How far an import is, or something that the user shall know of it.</summary>
/// <param name="File">That is being taken.</param>
/// <param name="Bytes">Taken so far, of <paramref name="Total"/>.</param>
/// <param name="Note">One sentence; then the other values mean nothing.</param>
public sealed record ImportProgress(string File, long Bytes, long Total, string? Note = null);
