using LinlyTalker.Core.Serving;

namespace LinlyTalker.Server.Hosting;

/// <summary>What is served. Where a part is null its addresses answer 501 with a sentence.</summary>
public sealed record ServerParts
{
    public required IEngines Engines { get; init; }

    public IAudioCodec? Codec { get; init; }

    public IAvatars? Avatars { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
