namespace LinlyTalker.Core.Subtitles;

/// <summary>What stands under a picture for a while: one or two lines.</summary>
public sealed record Subtitle(TimeSpan Start, TimeSpan End, IReadOnlyList<string> Lines);
