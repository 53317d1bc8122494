namespace LinlyTalker.SystemTests.Media.Video;

/// <summary>Tests that start encoders run one after the other, since some count those of the whole process and kill one.</summary>
[CollectionDefinition(nameof(LiveEncoders))]
public sealed class LiveEncoders;
