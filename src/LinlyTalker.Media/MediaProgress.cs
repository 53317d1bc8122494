namespace LinlyTalker.Media;

/// <summary>How far a recording has been read or written.</summary>
/// <param name="Total">Null where nobody knows yet.</param>
public readonly record struct MediaProgress(TimeSpan Done, TimeSpan? Total);
