namespace LinlyTalker.Core.Flow;

/// <summary>One coded picture of a video stream: an H.264 access unit.</summary>
public sealed record EncodedFrame
{
    /// <summary>Annex B (ITU-T H.264): start codes before each unit; a key frame carries its parameter sets.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>On the audio's clock, in samples of <see cref="SampleRate"/>: that of the <see cref="VideoFrame"/> it was.</summary>
    public required long Position { get; init; }

    public required int SampleRate { get; init; }

    /// <summary>A decoder can begin here.</summary>
    public required bool IsKey { get; init; }

    /// <summary>As RFC 6381 names it, such as <c>avc1.42c01e</c>; the same for all of a stream.</summary>
    public required string Codec { get; init; }
}
