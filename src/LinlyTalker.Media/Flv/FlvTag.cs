namespace LinlyTalker.Media.Flv;

/// <summary>What a tag of H.264 holds.</summary>
internal enum FlvTagKind
{
    /// <summary>An AVCDecoderConfigurationRecord (ISO/IEC 14496-15).</summary>
    Configuration,

    /// <summary>An access unit whose parts have their length in front.</summary>
    Picture,
}

/// <param name="Milliseconds">Since the stream began.</param>
internal sealed record FlvTag(FlvTagKind Kind, long Milliseconds, bool IsKey, byte[] Data);
