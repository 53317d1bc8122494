using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;
using Microsoft.Extensions.Logging;

namespace LinlyTalker.Server.Parts;

/// <summary>What is served. Where a part is null its addresses answer 501 with a sentence.</summary>
public sealed record ServerParts
{
    public required IEngines Engines { get; init; }

    public IAudioCodec? Codec { get; init; }

    public IAvatars? Avatars { get; init; }

    /// <summary>Shared by all sessions that want their picture drawn here. Null: clients draw.</summary>
    public IVideoEncoder? VideoEncoder { get; init; }

    public IKnowledgeBases? Knowledge { get; init; }

    /// <summary>Null: nobody can show a key, and the server stays on this machine.</summary>
    public IApiKeys? Keys { get; init; }

    public IJobs? Jobs { get; init; }

    /// <summary>All places that keep something of users, for <c>DELETE /v1/me/data</c>; each has a <c>Kept</c> of its own.</summary>
    public IReadOnlyList<IErasable> Erasables { get; init; } = [];

    /// <summary>Films are made where there are jobs, and a folder for them.</summary>
    public IFilms? Films { get; init; }

    /// <summary>Gets what the server says of itself; never what people said, nor a key. Null: nothing is told.</summary>
    public ILoggerProvider? Log { get; init; }

    /// <summary>How many handles of native libraries live; null: nobody counts.</summary>
    public Func<int>? NativeHandles { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
