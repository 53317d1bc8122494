namespace LinlyTalker.Models.Fetching;

/// <summary>How far a fetch is.</summary>
/// <param name="What">The file or package.</param>
/// <param name="Bytes">Of it, so far.</param>
/// <param name="Total">Null while not known.</param>
/// <param name="BytesPerSecond">Over the last seconds; 0 while not known.</param>
/// <param name="Remaining">Null while not known.</param>
public sealed record FetchProgress(string What, long Bytes, long? Total, double BytesPerSecond, TimeSpan? Remaining);
